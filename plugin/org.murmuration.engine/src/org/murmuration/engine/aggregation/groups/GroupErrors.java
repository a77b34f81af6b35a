// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.List;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;

/**
 * The errors of statistics from noise alone, before anything is released. For means and variances half of the range is
 * taken for the spread of the values.
 */
final class GroupErrors {
    private final Measures measures;
    private final NoiseAllocation noise;

    GroupErrors(Measures measures, NoiseAllocation noise) {
        this.measures = measures;
        this.noise = noise;
    }

    private Noise noise(Measure measure) {
        return noise.ofGroups().get(measures.list().indexOf(measure));
    }

    /**
     * Expected standard error of a number of a group.
     *
     * @param a which number
     * @param rows how many rows a group is believed to have, above 0
     * @return in units of the number
     */
    double of(Aggregation a, double rows) {
        Checks.require(rows > 0, "A group needs rows.");
        List<Measure> needed = measures.needed(a);
        double first = deviation(needed.get(0));
        return switch (a.statistic()) {
            case COUNT, UNITS, VALUES, DISTINCT, HISTOGRAM -> first;
            case SUM -> needed.size() == 1
                    ? first
                    : Elementary.hypot(first, Math.abs(a.range().orElseThrow().middle()) * deviation(needed.get(1)));
            case MEAN -> Math.min(
                    width(a) / 2, Elementary.hypot(first, width(a) / 4 * deviation(needed.get(1))) / rows);
            case VARIANCE -> Math.min(width(a) * width(a) / 4, varianceError(a, needed, rows));
            case DEVIATION -> Math.min(width(a) / 2, varianceError(a, needed, rows) / (width(a) / 2));
            case QUANTILES, MINIMUM, MAXIMUM -> Math.min(width(a) / 2, width(a) * rankDeviation(needed.get(0)) / rows);
        };
    }

    private static double width(Aggregation a) {
        return a.range().orElseThrow().high() - a.range().orElseThrow().low();
    }

    private double varianceError(Aggregation a, List<Measure> needed, double rows) {
        return Elementary.hypot(
                        deviation(needed.get(2)),
                        Elementary.hypot(
                                width(a) / 2 * deviation(needed.get(0)),
                                width(a) * width(a) / 16 * deviation(needed.get(1))))
                / rows;
    }

    /** Standard deviation of the noise of a measure in units of the data. */
    double deviation(Measure measure) {
        double points = noise(measure).deviation();
        return measure.isSum() ? points * measure.grid().distance() : points;
    }

    /** About how far a rank in a tree is off: on each level half of the children lie on one side. */
    double rankDeviation(Measure tree) {
        return noise(tree).deviation() * Math.sqrt(QuantileTree.LEVELS * QuantileTree.BRANCHES / 2.0);
    }
}
