// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.scores;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.murmuration.engine.evaluation.columns.ColumnReport.PairScores;
import org.murmuration.engine.privacy.SensitiveResult;

/**
 * Synthetic tables of the same real table, best first: by the mean of their ranks over the criteria, because scores of different
 * criteria cannot be added. Private: computed from the real records without noise.
 *
 * @param criteria what they were compared by
 * @param entries one a table, best first; of equally good ones the first given
 */
public record UtilityRanking(List<Criterion> criteria, List<Entry> entries) implements SensitiveResult {
    private static final String SHAPE = "Mean shape of columns";
    private static final String SIMILARITY = "Mean similarity of pairs";
    private static final String WORST = "Worst pair against chance";
    private static final String KEPT = "Relations kept, mean of the strongest";
    private static final String MARGINAL = "-marginal score";
    private static final String TOLD = "S_pMSE (smaller is better)";
    private static final String LEARNED = "Learning from synthetic records";
    private static final String ASKED = "Error of counting questions (smaller is better)";

    /** Copies the lists. */
    public UtilityRanking {
        criteria = List.copyOf(criteria);
        entries = List.copyOf(entries);
    }

    /**
     * Something to compare by.
     *
     * @param title its name, always the same
     * @param largerIsBetter or the smaller one
     */
    public record Criterion(String title, boolean largerIsBetter) {}

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
            values(s).forEach((criterion, value) -> columns.computeIfAbsent(criterion, c -> new ArrayList<>())
                    .add(value));
        }
        List<Criterion> criteria = List.copyOf(columns.keySet());
        List<Entry> entries = new ArrayList<>();
        int table = 0;
        for (String name : scores.keySet()) {
            List<Double> values = new ArrayList<>();
            double sum = 0;
            for (Criterion c : criteria) {
                values.add(columns.get(c).get(table));
                sum += rank(columns.get(c), table, c.largerIsBetter());
            }
            entries.add(new Entry(name, values, criteria.isEmpty() ? 1 : sum / criteria.size()));
            table++;
        }
        entries.sort(Comparator.comparingDouble(Entry::meanRank));
        return new UtilityRanking(criteria, entries);
    }

    /**
     * Names of the criteria that tables are compared by, known before anything is measured.
     *
     * @param options of the measurement
     * @param columns how many columns the tables share
     * @return in the order of {@link #criteria()}
     */
    public static List<String> titles(UtilityScoring.Options options, int columns) {
        List<String> titles = new ArrayList<>();
        Set<UtilityScoring.Metrics> metrics = options.metrics();
        if (metrics.contains(UtilityScoring.Metrics.COLUMNS)) {
            titles.addAll(List.of(SHAPE, SIMILARITY, WORST, KEPT));
        }
        if (metrics.contains(UtilityScoring.Metrics.MARGINALS)) {
            for (int k = 1; k <= Math.min(columns, options.marginals().order()); k++) {
                titles.add(k + MARGINAL);
            }
        }
        if (metrics.contains(UtilityScoring.Metrics.DISTINGUISHABILITY)) {
            titles.add(TOLD);
        }
        if (metrics.contains(UtilityScoring.Metrics.ANALYSIS)
                && options.target().isPresent()) {
            titles.add(LEARNED);
        }
        if (metrics.contains(UtilityScoring.Metrics.QUESTIONS)) {
            titles.add(ASKED);
        }
        return titles;
    }

    private static double rank(List<Double> values, int table, boolean largerIsBetter) {
        double mine = goodness(values.get(table), largerIsBetter);
        double rank = 0.5;
        for (double other : values) {
            int order = Double.compare(goodness(other, largerIsBetter), mine);
            rank += order > 0 ? 1 : order == 0 ? 0.5 : 0;
        }
        return rank;
    }

    private static double goodness(double value, boolean largerIsBetter) {
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : largerIsBetter ? value : -value;
    }

    private static Map<Criterion, Double> values(UtilityScores s) {
        Map<Criterion, Double> values = new LinkedHashMap<>();
        s.mixed().ifPresent(m -> {
            values.put(new Criterion(SHAPE, true), m.columnShapes());
            values.put(new Criterion(SIMILARITY, true), m.pairSimilarity());
            values.put(
                    new Criterion(WORST, true),
                    m.pairs().stream()
                            .mapToDouble(p -> p.similarity() - p.floor())
                            .min()
                            .orElse(Double.NaN));
            values.put(new Criterion(KEPT, true), kept(m.pairs()));
        });
        s.marginals().ifPresent(m -> m.orders()
                .forEach(o -> values.put(new Criterion(o.size() + MARGINAL, true), o.score())));
        s.told().ifPresent(t -> values.put(new Criterion(TOLD, false), t.ratio()));
        s.prediction()
                .ifPresent(p ->
                        values.put(new Criterion(LEARNED, true), p.synthetic().main()));
        s.workload().ifPresent(w -> values.put(new Criterion(ASKED, false), w.error()));
        return values;
    }

    /** Over the tenth of all pairs, at least one, in which chance and independence lie farthest apart. */
    private static double kept(List<PairScores> pairs) {
        return pairs.stream()
                .sorted(Comparator.comparingDouble(p -> p.independent() - p.floor()))
                .limit(Math.max(1, pairs.size() / 10))
                .mapToDouble(PairScores::betweenAnchors)
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(Double.NaN);
    }
}
