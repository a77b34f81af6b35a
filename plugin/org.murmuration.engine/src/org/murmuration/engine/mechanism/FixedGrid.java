// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.privacy.Sensitivity;

/**
 * The multiples of a power of two, onto which real-valued queries are put before integer noise is added.
 *
 * <p><b>Why.</b> Noise added to floating-point numbers can be told from the low bits of the sum (Mironov 2012; Haney et
 * al. 2022). On a grid everything is an integer: the answer, its sensitivity, the noise.
 *
 * <p><b>Bound.</b> Rounding to the nearest multiple of g = 2^k moves each coordinate by at most g / 2, so the distance
 * of two rounded answers is, in each of the d coordinates that change, at most g larger than before. In units of g:
 *
 * <pre>L1 &lt;= Delta_1 / g + d      L2 &lt;= Delta_2 / g + sqrt(d)</pre>
 *
 * <p>Scaling by a power of two is exact in binary floating point, and so is rounding to the nearest integer below 2^53.
 *
 * @param exponent k of the distance 2^k of grid points, -1000 to 1000
 */
public record FixedGrid(int exponent) {
    private static final double LARGEST = 0x1p53;

    /** Checks the parameter. */
    public FixedGrid {
        Checks.require(
                exponent >= -1000 && exponent <= 1000, "The exponent must lie in -1000 .. 1000, not " + exponent);
    }

    /**
     * A grid fine enough that rounding adds little to a sensitivity.
     *
     * @param sensitivity of the query, finite and above 0
     * @return the grid whose distance is at most a 2^20th of the sensitivity
     */
    public static FixedGrid finerThan(double sensitivity) {
        Checks.positive(sensitivity, "The sensitivity");
        return new FixedGrid(Math.max(-1000, Math.getExponent(sensitivity) - 20));
    }

    /**
     * Distance of grid points.
     *
     * @return 2^k
     */
    public double distance() {
        return Exact.scalb(1.0, exponent);
    }

    /**
     * Rounds to the nearest grid point.
     *
     * @param value finite; its magnitude below 2^53 grid points
     * @return number of the grid point
     * @throws IllegalArgumentException when the value is not finite or too large for the grid; the message does not
     *     show it
     */
    public long toGrid(double value) {
        double scaled = Exact.scalb(value, -exponent);
        Checks.require(
                Math.abs(scaled) < LARGEST,
                "A value is not finite or too large for a grid of 2^" + exponent + "; clamp it before.");
        return (long) Exact.rint(scaled);
    }

    /**
     * The value at a grid point.
     *
     * @param point number of the grid point
     * @return point times 2^k, rounded to a double
     */
    public double fromGrid(long point) {
        return Exact.scalb(point, exponent);
    }

    /**
     * Sensitivity of a rounded query in units of the grid, rounded up.
     *
     * @param l1 L1 sensitivity of the real-valued query, finite and above 0
     * @param l2 L2 sensitivity, finite, above 0, at most {@code l1}
     * @param linf largest change of one coordinate, finite, above 0, at most {@code l2}
     * @param coordinates number of coordinates that a unit can change, at least 1
     * @return sensitivity of the integer vector
     */
    public Sensitivity sensitivity(double l1, double l2, double linf, int coordinates) {
        Checks.positive(l1, "The L1 sensitivity");
        Checks.require(l2 > 0 && l2 <= l1, "The L2 sensitivity must lie above 0 and at most at the L1 sensitivity.");
        Checks.require(
                linf > 0 && linf <= l2, "The largest change must lie above 0 and at most at the L2 sensitivity.");
        Checks.require(coordinates >= 1, "A unit changes at least 1 coordinate.");
        double second = Math.nextUp(Math.nextUp(Exact.scalb(l2, -exponent)) + Math.nextUp(Math.sqrt(coordinates)));
        return new Sensitivity(
                up(Exact.scalb(l1, -exponent) + coordinates),
                up(Math.nextUp(second * second)),
                up(Exact.scalb(linf, -exponent) + 1));
    }

    private static long up(double value) {
        double result = Math.ceil(Math.nextUp(value));
        Checks.require(result < 0x1p62, "The grid is too fine for this sensitivity; choose a coarser one.");
        return (long) result;
    }
}
