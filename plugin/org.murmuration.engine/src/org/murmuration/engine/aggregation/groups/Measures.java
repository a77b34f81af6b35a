// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.murmuration.engine.aggregation.groups.Measure.Kind;

/**
 * The few noisy vectors that aggregations are answered from: rows, units, rows with a value of a column, sums of
 * centred values, sums of their squares, trees, bins. A mean costs what sum and count cost; a variance adds the
 * squares; asking for both of a column costs no more.
 */
final class Measures {
    private final List<Aggregation> aggregations;
    private final List<String> columns;
    private final Map<Measure, Double> weights;
    private final List<Measure> list;

    private Measures(List<Aggregation> aggregations, List<String> columns, Map<Measure, Double> weights) {
        this.aggregations = aggregations;
        this.columns = columns;
        this.weights = weights;
        this.list = List.copyOf(weights.keySet());
    }

    static Measures of(List<Aggregation> aggregations) {
        List<String> columns = aggregations.stream()
                .map(Aggregation::column)
                .filter(c -> !c.isEmpty())
                .distinct()
                .toList();
        Map<Measure, Double> weights = new LinkedHashMap<>();
        for (Aggregation a : aggregations) {
            List<Measure> needed = needed(a, aggregations, columns);
            needed.forEach(m -> weights.merge(m, a.weight() / needed.size(), Double::sum));
        }
        return new Measures(aggregations, columns, weights);
    }

    /** What is asked for, in order. */
    List<Aggregation> aggregations() {
        return aggregations;
    }

    /** Columns whose values are read, distinct, in order. */
    List<String> columns() {
        return columns;
    }

    /** All vectors, each once. */
    List<Measure> list() {
        return list;
    }

    /** Weight of a vector; NaN for an automatic split. */
    double weight(Measure measure) {
        return weights.get(measure);
    }

    /** What an aggregation is answered from. */
    List<Measure> needed(Aggregation a) {
        return needed(a, aggregations, columns);
    }

    private static List<Measure> needed(Aggregation a, List<Aggregation> all, List<String> columns) {
        int c = columns.indexOf(a.column());
        if (a.statistic() == Statistic.SUM && all.stream().noneMatch(o -> isMoment(o, a))) {
            return List.of(Measure.of(Kind.TOTAL, c, a.range().orElseThrow()));
        }
        return switch (a.statistic()) {
            case COUNT -> List.of(Measure.of(Kind.ROWS));
            case UNITS -> List.of(Measure.of(Kind.UNITS));
            case VALUES -> List.of(Measure.of(Kind.PRESENT, c));
            case DISTINCT -> List.of(Measure.of(Kind.DISTINCT, c));
            case SUM, MEAN -> List.of(Measure.of(Kind.SUM, c, a.range().orElseThrow()), Measure.of(Kind.PRESENT, c));
            case VARIANCE, DEVIATION -> List.of(
                    Measure.of(Kind.SUM, c, a.range().orElseThrow()),
                    Measure.of(Kind.PRESENT, c),
                    Measure.of(Kind.SQUARES, c, a.range().orElseThrow()));
            case QUANTILES, MINIMUM, MAXIMUM -> List.of(
                    Measure.of(Kind.TREE, c, a.range().orElseThrow()));
            case HISTOGRAM -> List.of(new Measure(Kind.BINS, c, Optional.empty(), a.parameters()));
        };
    }

    /** Whether another aggregation measures centred sums of the same values anyway. */
    private static boolean isMoment(Aggregation other, Aggregation a) {
        return other.column().equals(a.column())
                && other.range().equals(a.range())
                && (other.statistic() == Statistic.MEAN
                        || other.statistic() == Statistic.VARIANCE
                        || other.statistic() == Statistic.DEVIATION);
    }
}
