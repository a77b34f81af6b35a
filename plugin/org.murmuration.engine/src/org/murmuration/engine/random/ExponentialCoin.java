// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import java.math.BigInteger;
import org.murmuration.engine.internal.Checks;

/** Exact coins with probability exp(-x) for mechanisms that choose; see {@link BernoulliExp}. */
public final class ExponentialCoin {
    private ExponentialCoin() {}

    /**
     * Flips a coin.
     *
     * @param numerator of x, at least 0
     * @param denominator of x, above 0
     * @param random bits
     * @return true with probability exp(-numerator / denominator)
     */
    public static boolean flip(BigInteger numerator, BigInteger denominator, RandomSource random) {
        Checks.require(numerator.signum() >= 0 && denominator.signum() > 0, "The exponent must be at least 0.");
        boolean small = numerator.bitLength() < Long.SIZE && denominator.bitLength() < Long.SIZE;
        return small
                ? BernoulliExp.sample(numerator.longValue(), denominator.longValue(), random)
                : BernoulliExp.sample(numerator, denominator, random);
    }
}
