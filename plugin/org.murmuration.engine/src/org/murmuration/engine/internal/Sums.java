// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Sums of doubles that are the same on every host: {@link DoubleStream#sum} leaves open how it adds, and hosts differ. These
 * add in order and carry along what was lost (Kahan 1965), as the JDK does from version 17 on.
 */
public final class Sums {
    private double sum;
    private double lost; // how much the sum is too large
    private double plain;
    private long count;

    private Sums() {}

    /**
     * Sum of an array.
     *
     * @param values any numbers
     * @return their sum, 0 of none
     */
    public static double of(double[] values) {
        Sums sums = new Sums();
        for (double v : values) {
            sums.add(v);
        }
        return sums.total();
    }

    /**
     * Sum of the numbers of a stream.
     *
     * @param values any numbers, in order; used up
     * @return their sum, 0 of none
     */
    public static double of(DoubleStream values) {
        return all(values).total();
    }

    /**
     * Mean of an array.
     *
     * @param values any numbers
     * @return empty of none
     */
    public static OptionalDouble mean(double[] values) {
        return mean(Arrays.stream(values));
    }

    /**
     * Mean of the numbers of a stream.
     *
     * @param values any numbers, in order; used up
     * @return empty of none
     */
    public static OptionalDouble mean(DoubleStream values) {
        Sums sums = all(values);
        return sums.count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sums.total() / sums.count);
    }

    private static Sums all(DoubleStream values) {
        Sums sums = new Sums();
        values.sequential().forEachOrdered(sums::add);
        return sums;
    }

    private void add(double value) {
        count++;
        plain += value;
        double rest = value - lost;
        double next = sum + rest;
        lost = next - sum - rest;
        sum = next;
    }

    private double total() {
        double total = sum - lost;
        return Double.isNaN(total) && Double.isInfinite(plain) ? plain : total;
    }
}
