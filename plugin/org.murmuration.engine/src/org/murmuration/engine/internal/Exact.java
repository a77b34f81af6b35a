// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.math.BigInteger;

/**
 * Exact arithmetic in plain Java with the results of the JDK's methods of the same names.
 *
 * <p>A host that compiles the engine ahead of time, such as a browser, may lack these methods or compute something
 * else; in plain Java every host gives the same bits.
 */
public final class Exact {
    private static final int PRECISION = 53;
    private static final int LEAST_EXPONENT = -1074; // of the smallest double above 0
    private static final double SPLITTER = 0x1p27 + 1;

    private Exact() {}

    /**
     * Upper half of a product of 128 bits; as {@link Math#multiplyHigh}.
     *
     * @param a factor
     * @param b factor
     * @return floor(a b / 2^64)
     */
    public static long multiplyHigh(long a, long b) {
        // halves of 32 bits, the upper one signed; no partial sum leaves the range of a long
        long aHigh = a >> 32;
        long aLow = a & 0xffffffffL;
        long bHigh = b >> 32;
        long bLow = b & 0xffffffffL;
        long middle = aHigh * bLow + (aLow * bLow >>> 32);
        long other = aLow * bHigh + (middle & 0xffffffffL);
        return aHigh * bHigh + (middle >> 32) + (other >> 32);
    }

    /**
     * Distance from the magnitude of a number to the next larger double; as {@link Math#ulp}.
     *
     * @param value any number
     * @return above 0; infinite for infinities, NaN for NaN
     */
    public static double ulp(double value) {
        int exponent = (int) (Double.doubleToRawLongBits(value) >>> 52) & 0x7ff;
        if (exponent == 0x7ff) {
            return Math.abs(value);
        }
        int power = Math.max(1, exponent) - 1; // the ulp is 2^(power - 1074)
        return Double.longBitsToDouble(power < 52 ? 1L << power : (long) (power - 51) << 52);
    }

    /**
     * Order of two rows of numbers: by the first number that differs, else the shorter first; as
     * {@link java.util.Arrays#compare(int[], int[])}.
     *
     * @param a row
     * @param b row
     * @return below 0, 0 or above 0
     */
    public static int compare(int[] a, int[] b) {
        int length = Math.min(a.length, b.length);
        for (int i = 0; i < length; i++) {
            if (a[i] != b[i]) {
                return a[i] < b[i] ? -1 : 1;
            }
        }
        return a.length - b.length;
    }

    /**
     * a b + c, rounded once; as {@link Math#fma(double, double, double)}.
     *
     * <p>Where no part can leave the range of a double: product and sums are split into doubles without error (Dekker
     * 1971), and the lower parts are added with rounding to odd, so that the last addition rounds as if it were the
     * only one (Boldo, Melquiond 2008, "Emulation of a FMA and correctly rounded sums"). Elsewhere in whole numbers.
     *
     * @param a factor
     * @param b factor
     * @param c addend
     * @return the double nearest to a b + c
     */
    public static double fma(double a, double b, double c) {
        double product = a * b;
        if (product == 0 && (a == 0 || b == 0) || !isFinite(a) || !isFinite(b)) {
            return product + c;
        }
        if (!isFinite(c)) {
            return c;
        }
        return isModerate(a) && isModerate(b) && (c == 0 || isModerate(c)) ? split(a, b, product, c) : whole(a, b, c);
    }

    private static boolean isFinite(double value) {
        return Math.abs(value) <= Double.MAX_VALUE;
    }

    /** Far enough from both ends of the range that products of two such numbers have an error that is a double. */
    private static boolean isModerate(double value) {
        double magnitude = Math.abs(value);
        return magnitude > 0x1p-400 && magnitude < 0x1p400;
    }

    /**
     * The nearest whole number, ties to the even one; as {@link Math#rint}.
     *
     * @param value any number
     * @return a whole number, or the value itself where it is none
     */
    public static double rint(double value) {
        double magnitude = Math.abs(value);
        if (!(magnitude < 0x1p52)) { // whole already, or no number
            return value;
        }
        double low = Math.floor(magnitude);
        double rest = magnitude - low;
        double nearest = rest < 0.5 || rest == 0.5 && ((long) low & 1) == 0 ? low : low + 1;
        return Double.doubleToRawLongBits(value) < 0 ? -nearest : nearest;
    }

    /**
     * The nearest whole number, ties upwards; as {@link Math#round(double)}.
     *
     * @param value any number
     * @return 0 for NaN, the nearest end of the range beyond it
     */
    public static long round(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        double low = Math.floor(value);
        double nearest = value - low < 0.5 ? low : low + 1;
        if (nearest >= 0x1p63) {
            return Long.MAX_VALUE;
        }
        return nearest <= -0x1p63 ? Long.MIN_VALUE : (long) nearest;
    }

    /**
     * A number times a power of two, rounded once; as {@link Math#scalb(double, int)}.
     *
     * @param value any number
     * @param exponent of two
     * @return value 2^exponent
     */
    public static double scalb(double value, int exponent) {
        int rest = Math.max(-2200, Math.min(2200, exponent)); // beyond these every number is 0 or infinite
        double result = value;
        while (rest > 1000) {
            result *= 0x1p1000;
            rest -= 1000;
        }
        // downwards only the last step may leave the normal range: after another one everything is 0
        int last = rest < -1000 ? -1000 : rest;
        for (int before = rest - last; before < 0; before += 600) {
            result *= power(Math.max(-600, before));
        }
        return result * power(last);
    }

    /** A power of two in the normal range. */
    private static double power(int exponent) {
        return Double.longBitsToDouble((long) (exponent + 1023) << 52);
    }

    private static double split(double a, double b, double product, double c) {
        double aTop = top(a);
        double bTop = top(b);
        double aRest = a - aTop;
        double bRest = b - bTop;
        double low = aRest * bRest - (product - aTop * bTop - aRest * bTop - aTop * bRest);
        double t = c + low;
        double tLow = error(c, low, t);
        double v = product + t;
        double vLow = error(product, t, v);
        double rest = tLow + vLow;
        double lost = error(tLow, vLow, rest);
        long bits = Double.doubleToRawLongBits(rest);
        if (lost != 0 && (bits & 1) == 0) { // to the neighbour with an odd last bit, on the side of what was lost
            rest = Double.longBitsToDouble(lost > 0 == rest > 0 ? bits + 1 : bits - 1);
        }
        return v + rest;
    }

    /** The upper 26 bits of a number (Veltkamp 1968). */
    private static double top(double value) {
        double scaled = SPLITTER * value;
        return scaled - (scaled - value);
    }

    /** What was lost when a and b were added (Knuth's two-sum). */
    private static double error(double a, double b, double sum) {
        double virtual = sum - a;
        return a - (sum - virtual) + (b - virtual);
    }

    private static double whole(double a, double b, double c) {
        int ofProduct = exponent(a) + exponent(b);
        int ofC = exponent(c);
        int least = Math.min(ofProduct, ofC);
        BigInteger sum = BigInteger.valueOf(significand(a))
                .multiply(BigInteger.valueOf(significand(b)))
                .shiftLeft(ofProduct - least)
                .add(BigInteger.valueOf(significand(c)).shiftLeft(ofC - least));
        double magnitude = sum.signum() == 0 ? 0 : nearest(sum.abs(), least);
        return sum.signum() < 0 ? -magnitude : magnitude;
    }

    /** Exponent of the last bit: a finite number is its significand times 2^exponent. */
    private static int exponent(double value) {
        return Math.max(1, (int) (Double.doubleToRawLongBits(value) >>> 52) & 0x7ff) - 1 + LEAST_EXPONENT;
    }

    private static long significand(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & 0xfffffffffffffL;
        long magnitude = (bits >>> 52 & 0x7ff) == 0 ? fraction : fraction | 1L << 52;
        return bits < 0 ? -magnitude : magnitude;
    }

    /** The double nearest to n 2^exponent, n above 0, ties to even. */
    private static double nearest(BigInteger n, int exponent) {
        int cut = Math.max(n.bitLength() - PRECISION, LEAST_EXPONENT - exponent);
        long kept;
        if (cut <= 0) {
            kept = n.shiftLeft(-cut).longValue();
        } else {
            kept = n.shiftRight(cut).longValue();
            boolean half = n.testBit(cut - 1);
            boolean more = half && n.getLowestSetBit() < cut - 1;
            if (half && (more || (kept & 1) == 1)) {
                kept++;
            }
        }
        int power = exponent + cut - LEAST_EXPONENT; // of two, on top of the smallest double
        // the leading one of the significand adds one to the exponent; one that rounding made longer carries over
        long bits = kept + ((long) power << 52);
        return power > 2045 || bits >>> 52 >= 0x7ff ? Double.POSITIVE_INFINITY : Double.longBitsToDouble(bits);
    }
}
