// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.records;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.ScoredReport;
import org.murmuration.engine.evaluation.statistics.Chance;
import org.murmuration.engine.internal.Sums;

/**
 * What whole records look like. Private: computed from the real records without noise.
 *
 * @param realRows number of real records, at least 1
 * @param syntheticRows number of synthetic records, at least 1
 * @param newRows share of synthetic records that no real record matches: texts equal, numbers within 1 % of the
 *     synthetic one, missing like missing (SDMetrics' NewRowSynthesis); 0 to 1
 * @param newRowsError standard error of it, because not all synthetic records were looked at; 0 when all were
 * @param uniqueMatched share of the real records that no other equals which occur among the synthetic ones (SDNist's
 *     unique exact matches); NaN when there is none
 * @param keyUniqueness share of synthetic records with a key that no record before has (SDMetrics); NaN without key
 *     columns
 * @param presence one entry a pair of columns, in order
 */
public record RecordReport(
        long realRows,
        long syntheticRows,
        double newRows,
        double newRowsError,
        double uniqueMatched,
        double keyUniqueness,
        List<Presence> presence)
        implements ScoredReport {
    /** Copies the list. */
    public RecordReport {
        presence = List.copyOf(presence);
    }

    /**
     * How often two columns have a value together. A synthesizer that models each column's missing values by itself, or
     * takes blanks for values that were not asked for, loses this even where every column and every table of values
     * looks right.
     *
     * @param first name
     * @param second name
     * @param real share of real records that have a value in both, 0 to 1
     * @param synthetic share of synthetic records
     */
    public record Presence(String first, String second, double real, double synthetic) {
        /**
         * How near the shares are.
         *
         * @return 1 - absolute difference; 1 is best
         */
        public double similarity() {
            return 1 - Math.abs(real - synthetic);
        }
    }

    /**
     * How many times more synthetic than real records there are.
     *
     * @return ratio less 1; 0 is best
     */
    public double rowExpansion() {
        return (double) syntheticRows / realRows - 1;
    }

    /**
     * Mean similarity of joint presence of two samples of one population of these sizes: mean of 1 - sqrt(2 / pi p (1 -
     * p) (1 / n + 1 / m)).
     *
     * @return 0 to 1; NaN without a pair of columns
     */
    public double jointPresenceByChance() {
        double each = Chance.squaredDifference(realRows, syntheticRows);
        return Sums.mean(presence.stream().mapToDouble(p -> 1 - Math.sqrt(each * p.real() * (1 - p.real()))))
                .orElse(Double.NaN);
    }

    /**
     * Mean similarity of joint presence.
     *
     * @return 0 to 1; NaN without a pair of columns
     */
    public double jointPresence() {
        return Sums.mean(presence.stream().mapToDouble(Presence::similarity)).orElse(Double.NaN);
    }

    /**
     * The pairs of columns that fare worst.
     *
     * @param limit at most so many
     * @return worst first
     */
    public List<Presence> worstPresence(int limit) {
        return presence.stream()
                .sorted(Comparator.comparingDouble(Presence::similarity))
                .limit(limit)
                .toList();
    }

    @Override
    public RecordReport ofTables(long allReal, long allSynthetic) {
        return new RecordReport(allReal, allSynthetic, newRows, newRowsError, uniqueMatched, keyUniqueness, presence);
    }

    @Override
    public List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        scores.add(Score.of("Row expansion", rowExpansion(), "0 when there are as many synthetic as real records."));
        scores.add(Score.of(
                        "New records",
                        newRows,
                        "Share of synthetic records that no real one matches within 1 %; a low share means copies.")
                .withError(newRowsError));
        scores.add(Score.of(
                "Unique records matched",
                uniqueMatched,
                "Share of the real records without a double that occur among the synthetic ones."));
        scores.add(Score.of(
                "Key uniqueness",
                keyUniqueness,
                "Share of synthetic records with a key that no other before it has; 1 for a proper key."));
        scores.add(Score.of(
                        "Joint presence of values",
                        jointPresence(),
                        "1 when two columns have values in the same record as often as in the real table.")
                .together(2)
                .against(jointPresenceByChance(), Double.NaN));
        for (Presence p : worstPresence(1)) {
            scores.add(Score.of(
                            "Joint presence of the worst pair",
                            p.similarity(),
                            "The two columns that are filled together least as in the real table.")
                    .together(2)
                    .about(p.first() + ", " + p.second()));
        }
        return scores;
    }
}
