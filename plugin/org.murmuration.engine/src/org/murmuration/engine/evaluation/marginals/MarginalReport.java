// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.ScoredReport;
import org.murmuration.engine.internal.Sums;

/**
 * How near synthetic records are to the real ones. Private: computed from the real records without noise.
 *
 * @param realRows number of real records
 * @param syntheticRows number of synthetic records
 * @param marginals distance of every marginal looked at, in canonical order
 * @param missing error of the share of missing values, one an attribute
 */
public record MarginalReport(
        long realRows, long syntheticRows, List<MarginalDistance> marginals, List<MissingRate> missing)
        implements ScoredReport {
    private static final int WORST = 10;
    private static final String MEANING =
            "Tables as the codebook cuts them: half the sum of absolute differences of the shares.";

    /** Copies the lists. */
    public MarginalReport {
        marginals = List.copyOf(marginals);
        missing = List.copyOf(missing);
    }

    /**
     * Distance of one marginal.
     *
     * @param attributes names
     * @param distance total variation distance of the relative counts, 0 (equal) to 1 (disjoint)
     */
    public record MarginalDistance(List<String> attributes, double distance) {}

    /**
     * Shares of missing values.
     *
     * @param attribute name
     * @param real share among real records, 0 to 1
     * @param synthetic share among synthetic records, 0 to 1
     */
    public record MissingRate(String attribute, double real, double synthetic) {
        /**
         * How far the shares lie apart.
         *
         * @return absolute difference, 0 to 1
         */
        public double error() {
            return Math.abs(real - synthetic);
        }
    }

    /**
     * Largest number of attributes in a marginal looked at.
     *
     * @return at least 0
     */
    public int order() {
        return marginals.stream().mapToInt(m -> m.attributes().size()).max().orElse(0);
    }

    /**
     * Mean distance of the marginals of an order.
     *
     * @param size number of attributes
     * @return 0 to 1; NaN when there is none
     */
    public double mean(int size) {
        return Sums.mean(marginals.stream()
                        .filter(m -> m.attributes().size() == size)
                        .mapToDouble(MarginalDistance::distance))
                .orElse(Double.NaN);
    }

    /**
     * The marginals of an order that fare worst.
     *
     * @param size number of attributes
     * @param limit at most so many
     * @return worst first
     */
    public List<MarginalDistance> worst(int size, int limit) {
        return marginals.stream()
                .filter(m -> m.attributes().size() == size)
                .sorted(Comparator.comparingDouble(MarginalDistance::distance).reversed())
                .limit(limit)
                .toList();
    }

    /**
     * Number of marginals of an order.
     *
     * @param size number of attributes
     * @return at least 0
     */
    public long count(int size) {
        return marginals.stream().filter(m -> m.attributes().size() == size).count();
    }

    /**
     * Relative surplus of synthetic records.
     *
     * @return synthetic / real - 1; 0 when both are empty, infinite when only the real ones are
     */
    public double rowExpansion() {
        return realRows == syntheticRows ? 0 : (double) syntheticRows / realRows - 1;
    }

    /**
     * Largest error of the share of missing values.
     *
     * @return 0 to 1
     */
    public double worstMissingError() {
        return missing.stream().mapToDouble(MissingRate::error).max().orElse(0);
    }

    @Override
    public List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        for (int k = 1; k <= order(); k++) {
            scores.add(
                    Score.of("Mean total variation distance", mean(k), MEANING).together(k));
            scores.add(of("Worst total variation distance", worst(k, 1).get(0)));
        }
        scores.add(Score.of("Row expansion", rowExpansion(), MEANING));
        scores.add(Score.of("Worst error of the share of missing values", worstMissingError(), MEANING));
        for (MissingRate m : missing) {
            scores.add(Score.of("Error of the share of missing values", m.error(), MEANING)
                    .together(1)
                    .about(m.attribute()));
        }
        for (int k = 1; k <= order(); k++) {
            for (MarginalDistance m : worst(k, k == 1 ? Integer.MAX_VALUE : WORST)) {
                scores.add(of("Total variation distance", m));
            }
        }
        return scores;
    }

    private static Score of(String metric, MarginalDistance m) {
        return Score.of(metric, m.distance(), MEANING)
                .together(m.attributes().size())
                .about(String.join(", ", m.attributes()));
    }
}
