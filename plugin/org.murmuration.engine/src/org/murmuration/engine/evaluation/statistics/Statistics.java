// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.statistics;

import java.util.Arrays;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.SortedArrays;
import org.murmuration.engine.internal.Sums;

/** Statistics of columns of numbers; NaN is a missing value. */
public final class Statistics {
    private Statistics() {}

    /**
     * The values that are there.
     *
     * @param column numbers, NaN when missing
     * @return those that are not missing, in order
     */
    public static double[] present(double[] column) {
        return Arrays.stream(column).filter(v -> !Double.isNaN(v)).toArray();
    }

    /**
     * Arithmetic mean.
     *
     * @param values none missing
     * @return NaN of no value
     */
    public static double mean(double[] values) {
        return Sums.of(values) / values.length;
    }

    /**
     * Median, the mean of the two middle ones of an even number.
     *
     * @param sorted at least one value, ascending
     * @return the middle
     */
    public static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /**
     * Standard deviation of a sample, by n - 1.
     *
     * @param values at least two
     * @return 0 or more
     */
    public static double deviation(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double v : values) {
            sum += (v - mean) * (v - mean);
        }
        return Math.sqrt(sum / (values.length - 1));
    }

    /**
     * Largest difference of the distribution functions, and the area between them.
     *
     * @param a at least one value, ascending
     * @param b at least one value, ascending
     * @return Kolmogorov-Smirnov statistic, Wasserstein-1 distance
     */
    public static double[] distances(double[] a, double[] b) {
        int i = 0;
        int j = 0;
        double largest = 0;
        double area = 0;
        double before = Math.min(a[0], b[0]);
        double difference = 0;
        while (i < a.length || j < b.length) {
            double x = Math.min(at(a, i), at(b, j));
            area += Math.abs(difference) * (x - before);
            before = x;
            while (i < a.length && a[i] == x) {
                i++;
            }
            while (j < b.length && b[j] == x) {
                j++;
            }
            difference = (double) i / a.length - (double) j / b.length;
            largest = Math.max(largest, Math.abs(difference));
        }
        return new double[] {largest, area};
    }

    private static double at(double[] values, int i) {
        return i < values.length ? values[i] : Double.POSITIVE_INFINITY;
    }

    /**
     * A term of the relative entropy in bits: p log2(p / m).
     *
     * @param p a share, 0 to 1
     * @param m another, above 0 where p is
     * @return 0 when p is 0
     */
    public static double entropyTerm(double p, double m) {
        return p > 0 ? p * Elementary.log(p / m) / Elementary.log(2) : 0;
    }

    /**
     * Pearson's correlation.
     *
     * @param columns two of equal length, none missing
     * @return -1 to 1; NaN when one of them is constant
     */
    public static double correlation(double[][] columns) {
        double meanA = mean(columns[0]);
        double meanB = mean(columns[1]);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int r = 0; r < columns[0].length; r++) {
            double a = columns[0][r] - meanA;
            double b = columns[1][r] - meanB;
            ab += a * b;
            aa += a * a;
            bb += b * b;
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa) / Math.sqrt(bb) : Double.NaN;
    }

    /**
     * Ranks from 1, ties at their mean.
     *
     * @param values none missing
     * @return one a value
     */
    public static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int r = 0; r < ranks.length; r++) {
            ranks[r] = (SortedArrays.below(sorted, values[r]) + SortedArrays.below(sorted, Math.nextUp(values[r])) - 1)
                            / 2.0
                    + 1;
        }
        return ranks;
    }

    /**
     * Part of the variance of numbers that lies between groups, eta squared.
     *
     * @param numbers one a record, NaN when missing
     * @param texts the group of each record
     * @param cells number of groups
     * @return 0 to 1; NaN when the numbers are constant
     */
    public static double correlationRatio(double[] numbers, int[] texts, int cells) {
        double[] sums = new double[cells];
        double[] counts = new double[cells];
        double[] present = present(numbers);
        double mean = mean(present);
        double total = 0;
        for (int r = 0; r < numbers.length; r++) {
            if (!Double.isNaN(numbers[r])) {
                sums[texts[r]] += numbers[r] - mean;
                counts[texts[r]]++;
                total += (numbers[r] - mean) * (numbers[r] - mean);
            }
        }
        double between = 0;
        for (int i = 0; i < cells; i++) {
            between += counts[i] > 0 ? sums[i] * sums[i] / counts[i] : 0;
        }
        return total > 0 ? between / total : Double.NaN;
    }

    /**
     * Numbers of the records that have both.
     *
     * @param a one a record, NaN when missing
     * @param b as many
     * @return two columns, none missing
     */
    public static double[][] both(double[] a, double[] b) {
        int n = 0;
        double[][] kept = new double[2][a.length];
        for (int r = 0; r < a.length; r++) {
            if (!Double.isNaN(a[r]) && !Double.isNaN(b[r])) {
                kept[0][n] = a[r];
                kept[1][n++] = b[r];
            }
        }
        return new double[][] {Arrays.copyOf(kept[0], n), Arrays.copyOf(kept[1], n)};
    }
}
