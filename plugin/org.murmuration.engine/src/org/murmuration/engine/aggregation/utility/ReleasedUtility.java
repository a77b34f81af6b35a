// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.utility;

import java.util.Comparator;
import java.util.List;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.mechanism.ReleasedCount;
import org.murmuration.engine.privacy.PublishableResult;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.release.Certified;

/**
 * How near synthetic records are to the real ones, measured under differential privacy. May be published, unless it is
 * a test.
 *
 * @param certificate whom it protects, how well, and what was charged
 * @param count noisy number of real records
 * @param syntheticRows number of synthetic records
 * @param distances one entry a marginal, in canonical order
 * @param propensity how well random partitions tell the records
 */
public record ReleasedUtility(
        Certificate certificate,
        ReleasedCount count,
        long syntheticRows,
        List<Distance> distances,
        Propensity propensity)
        implements Certified, PublishableResult {
    /** Copies the list. */
    public ReleasedUtility {
        distances = List.copyOf(distances);
    }

    /**
     * How many real records there are.
     *
     * @return noisy number, unbiased, possibly negative
     */
    public long realRows() {
        return count.count();
    }

    /**
     * How far the number of real records may be off.
     *
     * @return half the width of its 95 % interval
     */
    public double realRowsHalfWidth() {
        return Normal.Z95 * count.sigma();
    }

    /**
     * Total variation distance of a marginal.
     *
     * @param attributes names
     * @param distance estimate; unbiased but for the noise of the number of records, may lie a little outside of 0 to 1
     * @param halfWidth of its 95 % interval, from noise alone, that of the number of records included
     */
    public record Distance(List<String> attributes, double distance, double halfWidth) {
        /**
         * Copies the list.
         *
         * @param attributes names
         * @param distance estimate; unbiased but for the noise of the number of records, may lie a little outside of
         *     0 to 1
         * @param halfWidth of its 95 % interval, from noise alone, that of the number of records included
         */
        public Distance {
            attributes = List.copyOf(attributes);
        }
    }

    /**
     * Propensity score error within cells of random partitions that halve the synthetic records again and again at
     * random attributes.
     *
     * @param error estimated mean of (p - 1/2)<sup>2</sup>, both tables given the same weight; the expected square of
     *     the noise is taken off, so it may lie a little below 0
     * @param halfWidth of its 95 % interval, from noise alone
     * @param expected the same of two samples of one population of these sizes
     * @param independent the same of the synthetic records with their columns made independent, which costs nothing:
     *     what a lost relation looks like
     */
    public record Propensity(double error, double halfWidth, double expected, double independent) {
        /**
         * The standardised error.
         *
         * @return about 1 for two samples of one population; NaN when there are too few records to be put into more
         *     than one cell
         */
        public double ratio() {
            return expected > 0 ? error / expected : Double.NaN;
        }
    }

    /**
     * Mean distance of the marginals of an order.
     *
     * @param order number of attributes, at least 1
     * @return attributes empty; NaN when there is none
     */
    public Distance mean(int order) {
        List<Distance> some =
                distances.stream().filter(d -> d.attributes().size() == order).toList();
        double mean = Sums.mean(some.stream().mapToDouble(Distance::distance)).orElse(Double.NaN);
        // noises of the distances are independent; that of the number of records is common to all, so it does not
        // shrink
        double each = some.stream().mapToDouble(Distance::halfWidth).max().orElse(Double.NaN);
        double common = Normal.Z95 * count.sigma() / 2 / Math.max(1, count.count());
        double own = Math.max(0, each - common) / Math.sqrt(some.size());
        return new Distance(List.of(), mean, own + common);
    }

    /**
     * The marginals that fare worst.
     *
     * @param order number of attributes, at least 1
     * @param limit how many at most
     * @return worst first
     */
    public List<Distance> worst(int order, int limit) {
        return distances.stream()
                .filter(d -> d.attributes().size() == order)
                .sorted(Comparator.comparingDouble(Distance::distance).reversed())
                .limit(limit)
                .toList();
    }

    /**
     * Largest number of attributes compared together.
     *
     * @return at least 1
     */
    public int order() {
        return distances.stream().mapToInt(d -> d.attributes().size()).max().orElse(0);
    }
}
