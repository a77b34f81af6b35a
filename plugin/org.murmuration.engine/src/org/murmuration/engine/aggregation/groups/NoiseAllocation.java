// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.internal.Elementary;

/**
 * Which noise each vector gets. Where totals over key columns are wanted too, each vector splits its share evenly over
 * the groups and each level of totals.
 *
 * @param ofGroups one a vector
 * @param ofTotals one a vector, for each level of totals
 */
record NoiseAllocation(List<Noise> ofGroups, List<Noise> ofTotals) {
    private static final double SAFETY = 1 - 0x1p-30;
    private static final double TYPICAL_ROWS = 100;

    private static double[] shares(Measures measures, double[] automatic) {
        double[] shares = new double[automatic.length];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            double w = measures.weight(measures.list().get(i));
            shares[i] = Double.isNaN(w) ? automatic[i] : w;
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] = shares[i] / sum * SAFETY;
        }
        return shares;
    }

    /**
     * Laplace noise: epsilon is split over the vectors in proportion to weights, automatically to the cubic root of the
     * variance that each would have, which makes the sum of squared relative errors least.
     */
    static NoiseAllocation laplace(Measures needed, GroupTerms terms, double epsilon) {
        List<Measure> measures = needed.list();
        int factor = terms.factor();
        double[] automatic = measures.stream()
                .mapToDouble(m -> Elementary.twoThirdsPower(m.l1(terms.bounds(), factor) / m.typical(TYPICAL_ROWS)))
                .toArray();
        double[] shares = shares(needed, automatic);
        List<Noise> noises = new ArrayList<>();
        List<Noise> ofTotals = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            // groups, and each level of totals, take the same part
            double each = epsilon * shares[i] / (1 + terms.totals()) * SAFETY;
            String label = measures.get(i).label(needed.columns());
            long l1 = measures.get(i).l1(terms.bounds(), factor);
            noises.add(Noise.laplace(label, each, l1));
            ofTotals.add(Noise.laplace("totals of " + label, each, l1));
        }
        return new NoiseAllocation(noises, ofTotals);
    }

    /**
     * Gaussian noise: mu<sup>2</sup> is split, automatically in proportion to the standard deviation that each would
     * have, which makes the sum of squared relative errors least.
     */
    static NoiseAllocation gaussian(Measures needed, GroupTerms terms, double mu) {
        List<Measure> measures = needed.list();
        int factor = terms.factor();
        double[] automatic = measures.stream()
                .mapToDouble(m -> Math.sqrt(m.squaredL2(terms.bounds(), factor)) / m.typical(TYPICAL_ROWS))
                .toArray();
        double[] shares = shares(needed, automatic);
        List<Noise> noises = new ArrayList<>();
        List<Noise> ofTotals = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            double each = mu * Math.sqrt(shares[i] / (1 + terms.totals())) * SAFETY;
            String label = measures.get(i).label(needed.columns());
            noises.add(Noise.gaussian(label, each, measures.get(i).squaredL2(terms.bounds(), factor)));
            ofTotals.add(Noise.gaussian(
                    "totals of " + label, each, measures.get(i).squaredL2OfTotals(terms.bounds(), factor)));
        }
        return new NoiseAllocation(noises, ofTotals);
    }

    /**
     * How much smaller the noise of another allocation is: the log of the ratio of deviations, summed over the vectors.
     */
    double advantage(NoiseAllocation other) {
        double advantage = 0;
        for (int i = 0; i < ofGroups.size(); i++) {
            advantage += Elementary.log(
                    ofGroups.get(i).deviation() / other.ofGroups.get(i).deviation());
        }
        return advantage;
    }

    /** What all of it is charged. */
    List<PrivacyEvent> events(int totals) {
        List<PrivacyEvent> events = new ArrayList<>();
        for (int i = 0; i < ofGroups.size(); i++) {
            for (int t = 0; t < totals; t++) {
                events.add(ofTotals.get(i).event());
            }
            events.add(ofGroups.get(i).event());
        }
        return events;
    }
}
