// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.scores;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.murmuration.engine.evaluation.Criterion;
import org.murmuration.engine.evaluation.ScoredReport;
import org.murmuration.engine.privacy.SensitiveResult;

/**
 * Synthetic tables of the same real table, best first: by the mean of their ranks over the criteria, because scores of
 * different criteria cannot be added. Private: computed from the real records without noise.
 *
 * @param criteria what they were compared by
 * @param entries one a table, best first; of equally good ones the first given
 */
public record UtilityRanking(List<Criterion> criteria, List<Entry> entries) implements SensitiveResult {
    /** Copies the lists. */
    public UtilityRanking {
        criteria = List.copyOf(criteria);
        entries = List.copyOf(entries);
    }

    /**
     * A synthetic table.
     *
     * @param name of the table
     * @param values one a criterion, NaN when it has none
     * @param meanRank mean of its ranks from 1, ties at their mean; criteria that a table has no value of rank it last
     */
    public record Entry(String name, List<Double> values, double meanRank) {
        /**
         * Copies the list.
         *
         * @param name of the table
         * @param values one a criterion, NaN when it has none
         * @param meanRank mean of its ranks from 1, ties at their mean; criteria that a table has no value of rank it
         *     last
         */
        public Entry {
            values = List.copyOf(values);
        }
    }

    /**
     * Ranks tables.
     *
     * @param scores of each table by its name, all measured with the same options
     * @return best first; without an entry when there is no table
     */
    public static UtilityRanking of(Map<String, UtilityScores> scores) {
        Map<Criterion, List<Double>> columns = new LinkedHashMap<>();
        for (UtilityScores s : scores.values()) {
            for (ScoredReport report : s.reports()) {
                report.criteria()
                        .forEach((criterion, value) -> columns.computeIfAbsent(criterion, c -> new ArrayList<>())
                                .add(value));
            }
        }
        List<Criterion> criteria = List.copyOf(columns.keySet());
        List<Entry> entries = new ArrayList<>();
        int table = 0;
        for (String name : scores.keySet()) {
            List<Double> values = new ArrayList<>();
            double sum = 0;
            for (Criterion c : criteria) {
                values.add(columns.get(c).get(table));
                sum += rank(columns.get(c), table, c);
            }
            entries.add(new Entry(name, values, criteria.isEmpty() ? 1 : sum / criteria.size()));
            table++;
        }
        entries.sort(Comparator.comparingDouble(Entry::meanRank));
        return new UtilityRanking(criteria, entries);
    }

    /**
     * The criteria that tables are ranked by, known before anything is measured.
     *
     * @param metrics what will be measured
     * @param columns how many columns the tables share
     * @return as {@link #criteria()}
     */
    public static List<Criterion> criteria(List<Metric> metrics, int columns) {
        return metrics.stream().flatMap(m -> m.criteria(columns).stream()).toList();
    }

    private static double rank(List<Double> values, int table, Criterion criterion) {
        double mine = criterion.goodness(values.get(table));
        double rank = 0.5;
        for (double other : values) {
            int order = Double.compare(criterion.goodness(other), mine);
            if (order >= 0) {
                rank += order > 0 ? 1 : 0.5;
            }
        }
        return rank;
    }
}
