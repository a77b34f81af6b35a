// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;

/**
 * Exact draws from the discrete Gaussian, P(x) proportional to exp(-x^2 / (2 sigma^2)) on the integers (Canonne,
 * Kamath, Steinke 2020, algorithm 3).
 *
 * <p>sigma^2 is a rational p / q with q a power of two. With t = floor(sigma) + 1, a discrete Laplace y of scale t is
 * kept with probability exp(-(|y| - sigma^2 / t)^2 / (2 sigma^2)), which in integers is
 * exp(-(|y| q t - p)^2 / (2 p q t^2)).
 */
public final class DiscreteGaussianSampler {
    private static final int SIGNIFICANT_BITS = 20;
    private static final int MAX_SIGMA_BITS = 40;

    private final long p;
    private final long q;
    private final long t;
    private final DiscreteLaplaceSampler laplace;
    private final long denominator;

    private DiscreteGaussianSampler(long p, long q) {
        this.p = p;
        this.q = q;
        long floorVariance = p / q;
        this.t = BigInteger.valueOf(floorVariance).sqrt().longValueExact() + 1;
        this.laplace = DiscreteLaplaceSampler.ofScale(t, 1);
        BigInteger d = denominator();
        this.denominator = d.bitLength() < Long.SIZE ? d.longValue() : 0;
    }

    private BigInteger denominator() {
        return BigInteger.TWO
                .multiply(BigInteger.valueOf(p))
                .multiply(BigInteger.valueOf(q))
                .multiply(BigInteger.valueOf(t).pow(2));
    }

    /**
     * A sampler whose variance parameter is at least the one asked for: rounded up to a dyadic rational of 20
     * significant bits, so that a guarantee computed for the argument holds. The relative increase is below 2^-19.
     *
     * @param variance sigma^2, from 2^-20 to 2^80, finite
     * @return the sampler
     * @throws IllegalArgumentException when the variance is out of range
     */
    public static DiscreteGaussianSampler ofVarianceAtLeast(double variance) {
        Checks.positive(variance, "variance");
        Checks.require(
                variance >= 0x1p-20 && variance <= 0x1p60, "The variance must lie in 2^-20 .. 2^60, not " + variance);
        int scale = Math.max(0, SIGNIFICANT_BITS - 1 - Math.getExponent(variance));
        long p = new BigDecimal(variance)
                .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(scale)))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
        return ofVariance(p, 1L << scale);
    }

    /**
     * A sampler with variance parameter p / q.
     *
     * @param p numerator, above 0
     * @param q denominator, a power of two up to 2^40
     * @return the sampler
     * @throws IllegalArgumentException when a term is out of range
     */
    public static DiscreteGaussianSampler ofVariance(long p, long q) {
        Checks.require(p > 0, "The numerator must be above 0.");
        Checks.require(
                Long.bitCount(q) == 1 && q > 0 && q <= 1L << MAX_SIGMA_BITS,
                "The denominator must be a power of two up to 2^40.");
        return new DiscreteGaussianSampler(p, q);
    }

    /**
     * Numerator of sigma^2.
     *
     * @return p
     */
    public long varianceNumerator() {
        return p;
    }

    /**
     * Denominator of sigma^2.
     *
     * @return q, a power of two
     */
    public long varianceDenominator() {
        return q;
    }

    /**
     * Draws one value.
     *
     * @param random bits
     * @return any integer
     */
    public long sample(RandomSource random) {
        while (true) {
            long y = laplace.sample(random);
            if (accept(Math.abs(y), random)) {
                return y;
            }
        }
    }

    private boolean accept(long magnitude, RandomSource random) {
        long high = Exact.multiplyHigh(magnitude, q * t);
        long product = magnitude * (q * t);
        if (denominator != 0 && high == 0 && product >= 0) {
            long distance = Math.abs(product - p);
            if (distance <= 3_037_000_499L) {
                return BernoulliExp.sample(distance * distance, denominator, random);
            }
        }
        BigInteger distance = BigInteger.valueOf(magnitude)
                .multiply(BigInteger.valueOf(q))
                .multiply(BigInteger.valueOf(t))
                .subtract(BigInteger.valueOf(p));
        return BernoulliExp.sample(distance.pow(2), denominator(), random);
    }
}
