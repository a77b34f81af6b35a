// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import org.apache.commons.math3.util.FastMath;

/**
 * Elementary functions that give the same bits on every host.
 *
 * <p>{@link Math#exp}, {@link Math#log} and their like may differ by an ulp between platforms, and a host that compiles the
 * engine ahead of time takes those of its own platform, some of them less accurate; even {@link StrictMath} is none of plain
 * Java. Those of Commons Math are, and so are what a charge, a noise scale or a threshold depends on (versions 3.4.1 to 3.6.1
 * agree in all bits). Golden vectors of arguments and results stand beside the test of this class.
 *
 * <p><b>Error.</b> Results are within one ulp of the true value, most of them within 0.51: so say the tests of Commons Math
 * and those of this class, against decimal arithmetic. Not so exponentials below e^-690, which are within three ulps, and
 * log1p and lengths, within two, nor common logarithms, which near 0 are only within 1e-16 or so. Special values are those of the methods of the same names in {@link Math}.
 */
public final class Elementary {
    private Elementary() {}

    /**
     * Exponential.
     *
     * @param x any number
     * @return e^x
     */
    public static double exp(double x) {
        return FastMath.exp(x);
    }

    /**
     * Exponential less one, accurate near 0.
     *
     * @param x any number
     * @return e^x - 1
     */
    public static double expm1(double x) {
        return FastMath.expm1(x);
    }

    /**
     * Natural logarithm.
     *
     * @param x at least 0
     * @return ln x
     */
    public static double log(double x) {
        return FastMath.log(x);
    }

    /**
     * Natural logarithm of a number near 1.
     *
     * @param x at least -1
     * @return ln(1 + x)
     */
    public static double log1p(double x) {
        return FastMath.log1p(x);
    }

    /**
     * Common logarithm; exact for powers of ten, within 2 ulps where it is not near 0.
     *
     * @param x at least 0
     * @return log10 x
     */
    public static double log10(double x) {
        return FastMath.log10(x);
    }

    /**
     * Cube root.
     *
     * @param x any number
     * @return x^(1/3)
     */
    public static double cbrt(double x) {
        return FastMath.cbrt(x);
    }

    /**
     * Square of the cube root, the rate at which an optimal share of a budget grows with a weight.
     *
     * @param x at least 0
     * @return x^(2/3), within three ulps
     */
    public static double twoThirdsPower(double x) {
        double root = FastMath.cbrt(x);
        return root * root;
    }

    /**
     * A whole power, by repeated squaring.
     *
     * @param x any number
     * @param exponent at least 0
     * @return x^exponent, within about as many ulps as the exponent
     */
    public static double power(double x, int exponent) {
        Checks.require(exponent >= 0, "The exponent must be at least 0.");
        double result = 1;
        double square = x;
        for (int rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    /**
     * Sine.
     *
     * @param x angle in radians
     * @return sin x
     */
    public static double sin(double x) {
        return FastMath.sin(x);
    }

    /**
     * Cosine.
     *
     * @param x angle in radians
     * @return cos x
     */
    public static double cos(double x) {
        return FastMath.cos(x);
    }

    /**
     * Length of a vector, without overflow on the way.
     *
     * @param x coordinate
     * @param y coordinate
     * @return sqrt(x^2 + y^2)
     */
    public static double hypot(double x, double y) {
        return FastMath.hypot(x, y);
    }
}
