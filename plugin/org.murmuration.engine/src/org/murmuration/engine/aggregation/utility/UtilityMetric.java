// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.utility;

import java.util.ArrayList;
import java.util.List;

/**
 * One number that says how near synthetic records are to the real ones.
 *
 * @param name of the metric, for people
 * @param order number of attributes together; 0 when it is about whole records
 * @param attributes names of the attributes that it is about; none when it is about all
 * @param value the number
 * @param halfWidth half of its 95 % interval from noise alone; 0 when nothing sensitive went into it
 */
public record UtilityMetric(String name, int order, List<String> attributes, double value, double halfWidth) {
    private static final int PERFECT = 1000;

    /** Copies the list. */
    public UtilityMetric {
        attributes = List.copyOf(attributes);
    }

    /**
     * All numbers of a release: means over tables first, then those of whole records, then every table with the worst first. The
     * k-marginal score is NIST's, 1000 when all tables are equal.
     *
     * @param utility what was released
     * @return in the order in which people read them
     */
    public static List<UtilityMetric> of(ReleasedUtility utility) {
        List<UtilityMetric> metrics = new ArrayList<>();
        for (int k = 1; k <= utility.order(); k++) {
            ReleasedUtility.Distance mean = utility.mean(k);
            metrics.add(new UtilityMetric(
                    "Mean total variation distance", k, List.of(), mean.distance(), mean.halfWidth()));
            metrics.add(new UtilityMetric(
                    "k-marginal score", k, List.of(), PERFECT * (1 - mean.distance()), PERFECT * mean.halfWidth()));
        }
        ReleasedUtility.Propensity p = utility.propensity();
        metrics.add(whole("Propensity score error", p.error(), p.halfWidth()));
        metrics.add(whole("Propensity score error of two samples", p.expected(), 0));
        metrics.add(whole("Propensity score error if independent", p.independent(), 0));
        metrics.add(whole("S_pMSE", p.ratio(), p.halfWidth() / p.expected()));
        metrics.add(whole("Number of real records", utility.realRows(), utility.realRowsHalfWidth()));
        metrics.add(whole("Number of synthetic records", utility.syntheticRows(), 0));
        for (int k = 1; k <= utility.order(); k++) {
            for (ReleasedUtility.Distance d : utility.worst(k, Integer.MAX_VALUE)) {
                metrics.add(
                        new UtilityMetric("Total variation distance", k, d.attributes(), d.distance(), d.halfWidth()));
            }
        }
        return metrics;
    }

    private static UtilityMetric whole(String name, double value, double halfWidth) {
        return new UtilityMetric(name, 0, List.of(), value, halfWidth);
    }
}
