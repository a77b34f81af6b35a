// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import java.util.Comparator;
import java.util.List;
import org.murmuration.engine.privacy.SensitiveResult;

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
        implements SensitiveResult {
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
        return marginals.stream()
                .filter(m -> m.attributes().size() == size)
                .mapToDouble(MarginalDistance::distance)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * The marginals of an order that fare worst.
     *
     * @param size number of attributes
     * @param limit how many at the most
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
}
