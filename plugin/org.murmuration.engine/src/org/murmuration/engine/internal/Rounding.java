// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

/**
 * Double arithmetic that rounds to the side that is safe for a privacy guarantee.
 *
 * <p>A basic operation of IEEE 754 is within half an ulp of the exact result, so the next double up (down) is an upper
 * (lower) bound. {@link Math#log}, {@link Math#exp} and {@link Math#log1p} are within one ulp by their
 * specification, so two steps bound them.
 */
public final class Rounding {
    private Rounding() {}

    /**
     * Upper bound of a sum.
     *
     * @param a addend
     * @param b addend
     * @return a double not below a + b
     */
    public static double addUp(double a, double b) {
        return a == 0 ? b : b == 0 ? a : Math.nextUp(a + b);
    }

    /**
     * Upper bound of a product of non-negative numbers.
     *
     * @param a factor, at least 0
     * @param b factor, at least 0
     * @return a double not below a b
     */
    public static double multiplyUp(double a, double b) {
        return a == 0 || b == 0 ? 0 : Math.nextUp(a * b);
    }

    /**
     * Upper bound of a quotient of non-negative numbers.
     *
     * @param a dividend, at least 0
     * @param b divisor, above 0
     * @return a double not below a / b
     */
    public static double divideUp(double a, double b) {
        return a == 0 ? 0 : Math.nextUp(a / b);
    }

    /**
     * Lower bound of a quotient of non-negative numbers.
     *
     * @param a dividend, at least 0
     * @param b divisor, above 0
     * @return a double not above a / b
     */
    public static double divideDown(double a, double b) {
        return a == 0 ? 0 : Math.nextDown(a / b);
    }

    /**
     * Upper bound of a square root.
     *
     * @param a radicand, at least 0
     * @return a double not below the square root
     */
    public static double sqrtUp(double a) {
        return a == 0 ? 0 : Math.nextUp(Math.sqrt(a));
    }

    /**
     * Upper bound of a natural logarithm.
     *
     * @param a argument, above 0
     * @return a double not below ln a
     */
    public static double logUp(double a) {
        return Math.nextUp(Math.nextUp(Math.log(a)));
    }
}
