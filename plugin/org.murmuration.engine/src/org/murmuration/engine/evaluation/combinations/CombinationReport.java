// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.combinations;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.murmuration.engine.internal.Sums;

/**
 * How counts of combinations of values differ from others, as Synthetic Data Showcase reports it, and with what its
 * averages leave out. May be published only if both sides may be.
 *
 * @param referenceRecords number of records that the counts are measured against
 * @param comparedRecords number of records that are judged
 * @param resolution k: combinations of fewer records are rare
 * @param lengths one entry a length, from 1
 * @param buckets by compared count: 1 to 10, 11 to 20, 21 to 40 and so on; the first one also holds what was suppressed
 * @param referenceRare records of the reference that hold a rare combination, -1 when records were not looked at
 * @param comparedRare records that hold a combination that is rare among them, -1 when records were not looked at
 * @param suppressed combinations that are lost, the most frequent first
 * @param fabricated combinations that the reference does not have, the most frequent first
 */
public record CombinationReport(
        long referenceRecords,
        long comparedRecords,
        int resolution,
        List<OfLength> lengths,
        List<Bucket> buckets,
        long referenceRare,
        long comparedRare,
        List<Example> suppressed,
        List<Example> fabricated) {
    /** Copies the lists. */
    public CombinationReport {
        lengths = List.copyOf(lengths);
        buckets = List.copyOf(buckets);
        suppressed = List.copyOf(suppressed);
        fabricated = List.copyOf(fabricated);
    }

    /**
     * Combinations of one length.
     *
     * @param length number of values
     * @param reference distinct combinations of the reference
     * @param compared distinct combinations that are judged
     * @param kept distinct combinations of both
     * @param meanCount mean count in the reference, 0 when it has none
     * @param meanError mean absolute difference of the counts of those that both have, 0 when there are none
     * @param meanErrorOfAll mean absolute difference over all that either has; what one lacks counts 0
     * @param meanErrorOfCommon mean absolute difference over those with at least k records in the reference
     * @param preserved mean of min(compared / reference, 1) over what the reference has at least k times or the
     *     compared side has at all, 0 where the reference has none
     * @param referenceRare distinct combinations with fewer than k records in the reference
     * @param comparedRare distinct combinations with fewer than k records on the compared side
     * @param leaked distinct combinations that are rare on both sides
     * @param surfaced distinct combinations that are rare in the reference and on the compared side at all
     */
    public record OfLength(
            int length,
            long reference,
            long compared,
            long kept,
            double meanCount,
            double meanError,
            double meanErrorOfAll,
            double meanErrorOfCommon,
            double preserved,
            long referenceRare,
            long comparedRare,
            long leaked,
            long surfaced) {
        /**
         * Combinations that are lost.
         *
         * @return at least 0
         */
        public long suppressed() {
            return reference - kept;
        }

        /**
         * Combinations that the reference does not have.
         *
         * @return at least 0
         */
        public long fabricated() {
            return compared - kept;
        }
    }

    /**
     * Combinations by count.
     *
     * @param upTo largest count
     * @param combinations how many there are
     * @param meanCount mean compared count
     * @param meanLength mean number of values
     * @param preserved mean of min(compared / reference, 1)
     * @param proportionalError mean of |compared - reference| / reference, 1 where the reference has none
     */
    public record Bucket(
            long upTo,
            long combinations,
            double meanCount,
            double meanLength,
            double preserved,
            double proportionalError) {}

    /**
     * One combination.
     *
     * @param attributes names
     * @param values one an attribute
     * @param reference its count in the reference
     * @param compared its count on the compared side
     */
    public record Example(List<String> attributes, List<String> values, long reference, long compared) {}

    /**
     * Relative surplus of records.
     *
     * @return compared / reference - 1; 0 when both are empty, infinite when only the reference is
     */
    public double recordExpansion() {
        return referenceRecords == comparedRecords ? 0 : (double) comparedRecords / referenceRecords - 1;
    }

    private long sum(ToLongFunction<OfLength> of) {
        return lengths.stream().mapToLong(of).sum();
    }

    /**
     * Distinct combinations of the reference.
     *
     * @return of all lengths
     */
    public long reference() {
        return sum(OfLength::reference);
    }

    /**
     * Distinct combinations on the compared side.
     *
     * @return of all lengths
     */
    public long compared() {
        return sum(OfLength::compared);
    }

    /**
     * Share of the reference's combinations that are lost.
     *
     * @return 0 to 1; 0 when the reference has none
     */
    public double suppressedShare() {
        return share(sum(OfLength::suppressed), reference());
    }

    /**
     * Combinations that the reference does not have, as a share of the reference's (the definition of Synthetic Data
     * Showcase, which can pass 1).
     *
     * @return at least 0; 0 when the reference has none
     */
    public double fabricatedShareOfReference() {
        return share(sum(OfLength::fabricated), reference());
    }

    /**
     * Combinations that the reference does not have, as a share of those on the compared side.
     *
     * @return 0 to 1
     */
    public double fabricatedShare() {
        return share(sum(OfLength::fabricated), compared());
    }

    /**
     * Combinations that are rare on both sides.
     *
     * @return of all lengths
     */
    public long leaked() {
        return sum(OfLength::leaked);
    }

    /**
     * Mean count of the reference.
     *
     * @return over all lengths, 0 when there is none
     */
    public double meanCount() {
        return mean(OfLength::reference, OfLength::meanCount);
    }

    /**
     * Mean absolute difference of the counts of combinations that both have (the definition of Synthetic Data Showcase,
     * which leaves out what is suppressed).
     *
     * @return over all lengths, 0 when there are none
     */
    public double meanError() {
        return mean(OfLength::kept, OfLength::meanError);
    }

    /**
     * Mean absolute difference over all combinations that either side has.
     *
     * @return over all lengths, 0 when there are none
     */
    public double meanErrorOfAll() {
        return mean(l -> l.reference() + l.fabricated(), OfLength::meanErrorOfAll);
    }

    /**
     * Mean absolute difference over all combinations with at least k records in the reference.
     *
     * @return over all lengths, 0 when there are none
     */
    public double meanErrorOfCommon() {
        return mean(l -> l.reference() - l.referenceRare(), OfLength::meanErrorOfCommon);
    }

    /**
     * Plain mean of the proportional errors of the buckets (the definition of Synthetic Data Showcase, in which a
     * bucket of few weighs as much as one of many).
     *
     * @return at least 0
     */
    public double meanProportionalError() {
        return Sums.mean(buckets.stream().mapToDouble(Bucket::proportionalError))
                .orElse(0);
    }

    private double mean(ToLongFunction<OfLength> weight, ToDoubleFunction<OfLength> value) {
        double sum = 0;
        long weights = 0;
        for (OfLength l : lengths) {
            sum += weight.applyAsLong(l) * value.applyAsDouble(l);
            weights += weight.applyAsLong(l);
        }
        return weights == 0 ? 0 : sum / weights;
    }

    private static double share(long part, long all) {
        return all == 0 ? 0 : (double) part / all;
    }
}
