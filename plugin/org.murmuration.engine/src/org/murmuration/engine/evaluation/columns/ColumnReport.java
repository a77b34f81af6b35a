// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.columns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.murmuration.engine.evaluation.Criterion;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.ScoredReport;
import org.murmuration.engine.evaluation.statistics.Anchors;
import org.murmuration.engine.internal.Sums;

/**
 * How near synthetic columns and pairs of columns are to the real ones, with what chance alone would give and what
 * independent columns would give beside each. Private: computed from the real records without noise.
 *
 * @param columns one entry a column, in order
 * @param distributions of the columns, in order
 * @param pairs one entry a pair of columns, in order
 */
public record ColumnReport(List<ColumnScores> columns, List<Distribution> distributions, List<PairScores> pairs)
        implements ScoredReport {
    private static final Criterion SHAPE = new Criterion("Mean shape of columns", true);
    private static final Criterion SIMILARITY = new Criterion("Mean similarity of pairs", true);
    private static final Criterion WORST = new Criterion("Worst pair against chance", true);
    private static final Criterion KEPT = new Criterion("Relations kept, mean of the strongest", true);

    /** What tables are ranked by when their columns were compared, in the order of {@link #criteria()}. */
    public static final List<Criterion> CRITERIA = List.of(SHAPE, SIMILARITY, WORST, KEPT);

    /** Copies the lists. */
    public ColumnReport {
        columns = List.copyOf(columns);
        distributions = List.copyOf(distributions);
        pairs = List.copyOf(pairs);
    }

    /**
     * How the values of a column are spread: numbers in ten bins of equal width over the real range, the outer ones
     * open, in order; of texts the most frequent of the real table, the rest together at the end; missing last where
     * there is any.
     *
     * @param column name
     * @param isNumeric whether it holds numbers
     * @param shares of the values, one after the other
     */
    public record Distribution(String column, boolean isNumeric, List<Share> shares) {
        /**
         * Copies the list.
         *
         * @param column name
         * @param isNumeric whether it holds numbers
         * @param shares of the values
         */
        public Distribution {
            shares = List.copyOf(shares);
        }
    }

    /**
     * Shares of one value in both tables.
     *
     * @param value text, ends of a bin, or {@link #OTHERS}; null for missing
     * @param real share of the real records, 0 to 1
     * @param synthetic share of the synthetic records, 0 to 1
     */
    public record Share(String value, double real, double synthetic) {}

    /** Stands for all texts that are not shown by themselves. */
    public static final String OTHERS = "(others)";

    /**
     * Scores of one column. Where a score has no value it is NaN: shape, coverage and adherence when one table has no
     * value at all, coverage of numbers and the similarities of statistics also when the real column is constant.
     *
     * @param name of the column
     * @param isNumeric whether it holds numbers
     * @param shape 1 - Kolmogorov-Smirnov statistic of numbers, 1 - total variation distance of texts, missing left
     *     out; 1 is best
     * @param floor shape that is to be expected of two samples of one population of these sizes: of numbers 1 - sqrt(pi
     *     / 2) ln 2 sqrt(1 / n + 1 / m), the mean of Kolmogorov's distribution (a little low where few numbers repeat),
     *     of texts 1 - sum of sqrt(2 / pi p (1 - p) (1 / n + 1 / m)) / 2
     * @param shapeWithMissing the same with missing as a value: of numbers the smaller one of shape and missing, of
     *     texts the total variation complement
     * @param missing 1 - difference of the shares of missing values
     * @param coverage of the real range, or share of the real texts, that occurs in the synthetic column
     * @param adherence share of synthetic values within the real range, or that occur in the real column; missing is a
     *     text
     * @param distance numbers: Wasserstein-1 distance over the real range; texts: Jensen-Shannon distance, base 2,
     *     missing is a text; 0 is best
     * @param hellinger Hellinger distance of texts, missing is a text; NaN for numbers
     * @param mean similarity of means, 1 - difference / range, at least 0; NaN for texts
     * @param median similarity of medians
     * @param deviation similarity of standard deviations
     */
    public record ColumnScores(
            String name,
            boolean isNumeric,
            double shape,
            double floor,
            double shapeWithMissing,
            double missing,
            double coverage,
            double adherence,
            double distance,
            double hellinger,
            double mean,
            double median,
            double deviation) {}

    /** What association of a pair is measured. */
    public enum Association {
        /** Pearson's correlation, -1 to 1. */
        PEARSON("Pearson correlation"),
        /** Correlation ratio eta squared, 0 to 1. */
        CORRELATION_RATIO("correlation ratio"),
        /** Cramer's V, 0 to 1. */
        CRAMERS_V("Cramer's V");

        private final String title;

        Association(String title) {
            this.title = title;
        }

        /**
         * The measure in words.
         *
         * @return a short phrase
         */
        public String title() {
            return title;
        }
    }

    /**
     * Scores of a pair of columns.
     *
     * @param first name
     * @param second name
     * @param similarity contingency similarity, 1 - total variation distance of the joint tables; numbers in ten bins
     *     of equal width over the real range, missing is a value; 1 is best
     * @param floor similarity that is to be expected of two samples of the same population of these sizes: 1 - (sum of
     *     sqrt(2 / pi p (1 - p) (1 / n + 1 / m)) + u) / 2, where u, the share of cells with one real record in all
     *     records, stands for the part of the population that the real table has not seen (Good 1953)
     * @param independent similarity that the real columns would have if they were independent of each other, exactly
     * @param association what the next two numbers are
     * @param real association in the real table; NaN when a column is constant
     * @param synthetic association in the synthetic table
     * @param correlation 1 - |difference of Pearson's correlations| / 2; NaN unless both are numbers
     * @param rankCorrelation the same of Spearman's
     */
    public record PairScores(
            String first,
            String second,
            double similarity,
            double floor,
            double independent,
            Association association,
            double real,
            double synthetic,
            double correlation,
            double rankCorrelation) {
        /**
         * How far the similarity lies above that of chance; the lower, the worse.
         *
         * @return usually below 0
         */
        public double againstChance() {
            return similarity - floor;
        }

        /**
         * Where the similarity stands between that of independent columns (0) and that of chance (1).
         *
         * @return below 0 when independent columns would be nearer; NaN when chance hides any relation
         */
        public double betweenAnchors() {
            return Anchors.between(similarity, floor, independent);
        }
    }

    /**
     * Mean of the shapes.
     *
     * @return over the columns that have one; NaN when none has
     */
    public double columnShapes() {
        return Sums.mean(columns.stream().mapToDouble(ColumnScores::shape).filter(v -> !Double.isNaN(v)))
                .orElse(Double.NaN);
    }

    /**
     * Mean of what chance alone gives for the shapes.
     *
     * @return over the columns that have a shape; NaN when none has
     */
    public double columnShapesByChance() {
        return Sums.mean(columns.stream().filter(c -> !Double.isNaN(c.shape())).mapToDouble(ColumnScores::floor))
                .orElse(Double.NaN);
    }

    /**
     * Mean of the contingency similarities of all pairs.
     *
     * @return NaN when there is none
     */
    public double pairSimilarity() {
        return Sums.mean(pairs.stream().mapToDouble(PairScores::similarity)).orElse(Double.NaN);
    }

    /**
     * The pairs that fare worst.
     *
     * @param limit at most so many
     * @return worst first
     */
    public List<PairScores> worstPairs(int limit) {
        return pairs.stream()
                .sorted(Comparator.comparingDouble(PairScores::similarity))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        scores.add(Score.of(
                        SHAPE.title(),
                        columnShapes(),
                        "1 when every column has the same values equally often; says nothing about relations.")
                .together(1)
                .against(columnShapesByChance(), 1));
        columns.stream()
                .filter(c -> !Double.isNaN(c.shape()))
                .min(Comparator.comparingDouble(c -> c.shape() - c.floor()))
                .ifPresent(c -> scores.add(Score.of(
                                "Shape of the worst column",
                                c.shape(),
                                "The column that lies farthest below what chance alone gives.")
                        .together(1)
                        .about(c.name())
                        .against(c.floor(), 1)));
        scores.add(Score.of(
                        SIMILARITY.title(),
                        pairSimilarity(),
                        "1 - total variation distance of two columns together, numbers in ten bins of equal width.")
                .together(2)
                .against(mean(PairScores::floor), mean(PairScores::independent)));
        pairs.stream()
                .min(Comparator.comparingDouble(PairScores::againstChance))
                .ifPresent(p -> scores.add(Score.of(
                                "Similarity of the worst pair",
                                p.similarity(),
                                "The pair of columns that lies farthest below what chance alone gives.")
                        .together(2)
                        .about(p.first() + ", " + p.second())
                        .against(p.floor(), p.independent())));
        return scores;
    }

    private double mean(ToDoubleFunction<PairScores> of) {
        return Sums.mean(pairs.stream().mapToDouble(of)).orElse(Double.NaN);
    }

    @Override
    public Map<Criterion, Double> criteria() {
        Map<Criterion, Double> values = new LinkedHashMap<>();
        values.put(SHAPE, columnShapes());
        values.put(SIMILARITY, pairSimilarity());
        values.put(
                WORST,
                pairs.stream().mapToDouble(PairScores::againstChance).min().orElse(Double.NaN));
        values.put(KEPT, kept());
        return values;
    }

    /** Over the tenth of all pairs, at least one, in which chance and independence lie farthest apart. */
    private double kept() {
        return Sums.mean(pairs.stream()
                        .sorted(Comparator.comparingDouble(p -> p.independent() - p.floor()))
                        .limit(Math.max(1, pairs.size() / 10))
                        .mapToDouble(PairScores::betweenAnchors)
                        .filter(v -> !Double.isNaN(v)))
                .orElse(Double.NaN);
    }
}
