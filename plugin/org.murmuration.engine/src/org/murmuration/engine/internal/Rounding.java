// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Double arithmetic that rounds to the side that is safe for a privacy guarantee.
 *
 * <p>A basic operation of IEEE 754 is within half an ulp of the exact result. Its error is itself a double, found by a
 * fused multiply-add or by Knuth's two-sum; where it says that the result was rounded to the unsafe side the next
 * double is taken, and exact results stay as they are. Where the error may be too small for a double the next double is
 * taken always. Logarithms and exponentials of {@link Elementary} are within one ulp, so two steps bound them.
 */
public final class Rounding {
    /** Below this the error of an operation may not be a double; infinities have none either. */
    private static final double TINY = 0x1p-900;

    private Rounding() {}

    private static boolean isTiny(double value) {
        return value < TINY;
    }

    /**
     * Upper bound of a sum.
     *
     * @param a addend
     * @param b addend
     * @return a double not below a + b
     */
    public static double addUp(double a, double b) {
        double sum = a + b;
        double virtual = sum - a;
        double error = (a - (sum - virtual)) + (b - virtual);
        return error > 0 ? Math.nextUp(sum) : sum;
    }

    /**
     * Upper bound of a product of non-negative numbers.
     *
     * @param a factor, at least 0
     * @param b factor, at least 0
     * @return a double not below a b
     */
    public static double multiplyUp(double a, double b) {
        double product = a * b;
        return a == 0 || b == 0 ? 0 : isTiny(product) || Exact.fma(a, b, -product) > 0 ? Math.nextUp(product) : product;
    }

    /**
     * Upper bound of a quotient of non-negative numbers.
     *
     * @param a dividend, at least 0
     * @param b divisor, above 0
     * @return a double not below a / b
     */
    public static double divideUp(double a, double b) {
        double quotient = a / b;
        return a == 0
                ? 0
                : isTiny(a) || isTiny(quotient) || Exact.fma(-quotient, b, a) > 0 ? Math.nextUp(quotient) : quotient;
    }

    /**
     * Lower bound of a quotient of non-negative numbers.
     *
     * @param a dividend, at least 0
     * @param b divisor, above 0
     * @return a double not above a / b
     */
    public static double divideDown(double a, double b) {
        double quotient = a / b;
        return a == 0
                ? 0
                : isTiny(a) || isTiny(quotient) || Exact.fma(-quotient, b, a) < 0 ? Math.nextDown(quotient) : quotient;
    }

    /**
     * Upper bound of a square root.
     *
     * @param a radicand, at least 0
     * @return a double not below the square root
     */
    public static double sqrtUp(double a) {
        double root = Math.sqrt(a);
        return a == 0 ? 0 : isTiny(a) || Exact.fma(-root, root, a) > 0 ? Math.nextUp(root) : root;
    }

    /**
     * Upper bound of a natural logarithm.
     *
     * @param a argument, above 0
     * @return a double not below ln a
     */
    public static double logUp(double a) {
        return Math.nextUp(Math.nextUp(Elementary.log(a)));
    }

    /**
     * Upper bound of an exponential.
     *
     * @param x any number
     * @return a double not below e^x
     */
    public static double expUp(double x) {
        double value = Elementary.exp(x);
        for (int i = steps(x); i > 0; i--) {
            value = Math.nextUp(value);
        }
        return value;
    }

    /**
     * Lower bound of an exponential.
     *
     * @param x any number
     * @return a double not above e^x, at least 0
     */
    public static double expDown(double x) {
        double value = Elementary.exp(x);
        for (int i = steps(x); i > 0; i--) {
            value = Math.nextDown(value);
        }
        return Math.max(0, value);
    }

    /** By how many doubles an exponential may be off, with a margin: where it is tiny by more. */
    private static int steps(double x) {
        return x < -690 ? 8 : 2;
    }

    /**
     * Four significant digits, rounded up: a printed loss is never smaller than the true one.
     *
     * @param value finite, at least 0
     * @return plain digits without an exponent
     */
    public static String textUp(double value) {
        return new BigDecimal(value)
                .round(new MathContext(4, RoundingMode.UP))
                .stripTrailingZeros()
                .toPlainString();
    }
}
