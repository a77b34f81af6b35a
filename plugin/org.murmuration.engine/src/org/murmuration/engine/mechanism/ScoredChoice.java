// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.random.ExponentialCoin;
import org.murmuration.engine.random.RandomSource;

/**
 * What the mechanisms that choose by score share: a rational epsilon and exact coins of exp(-epsilon gap / (2 Delta)).
 */
final class ScoredChoice {
    private static final int BITS = 40;

    private final BigInteger numerator;
    private final BigInteger denominator;
    private final double epsilon;

    /** Epsilon is rounded down to 40 significant bits, so that the cost that is charged is an upper bound. */
    ScoredChoice(double epsilon, long sensitivity) {
        Checks.positive(epsilon, "epsilon");
        Checks.require(epsilon >= 0x1p-60 && epsilon <= 0x1p20, "epsilon must lie in 2^-60 .. 2^20, but is " + epsilon);
        Checks.require(sensitivity >= 1, "The sensitivity must be at least 1.");
        int shift = Math.max(0, BITS - Math.getExponent(epsilon));
        this.epsilon = epsilon;
        numerator = new BigDecimal(epsilon)
                .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(shift)))
                .setScale(0, RoundingMode.FLOOR)
                .toBigIntegerExact();
        denominator = BigInteger.ONE.shiftLeft(shift + 1).multiply(BigInteger.valueOf(sensitivity));
    }

    double epsilon() {
        return epsilon;
    }

    /** A coin with probability exp(-epsilon (best - score) / (2 sensitivity)). */
    boolean accepts(long best, long score, RandomSource random) {
        BigInteger gap = BigInteger.valueOf(best).subtract(BigInteger.valueOf(score));
        return ExponentialCoin.flip(gap.multiply(numerator), denominator, random);
    }

    static long best(long[] scores) {
        Checks.require(scores.length > 0, "There is nothing to choose from.");
        long best = scores[0];
        for (long score : scores) {
            best = Math.max(best, score);
        }
        return best;
    }
}
