// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.statistics;

/**
 * How far shares of two independent samples of one population lie apart, in closed form. The difference of two shares
 * of about p among n and m records is about normal with variance p (1 - p) (1 / n + 1 / m), and the mean magnitude of a
 * normal variable is sqrt(2 / pi) times its standard deviation.
 */
public final class Chance {
    private static final double SQUARED_MEAN_MAGNITUDE = 2 / Math.PI;

    private Chance() {}

    /**
     * Square of {@link #difference}.
     *
     * @param rows number of records of one sample, at least 1
     * @param otherRows number of records of the other, at least 1
     * @return 2 / pi (1 / n + 1 / m)
     */
    public static double squaredDifference(double rows, double otherRows) {
        return SQUARED_MEAN_MAGNITUDE * (1.0 / rows + 1.0 / otherRows);
    }

    /**
     * Mean difference of a share, for each unit of sqrt(p (1 - p)).
     *
     * @param rows number of records of one sample, at least 1
     * @param otherRows number of records of the other, at least 1
     * @return sqrt(2 / pi (1 / n + 1 / m))
     */
    public static double difference(double rows, double otherRows) {
        return Math.sqrt(squaredDifference(rows, otherRows));
    }
}
