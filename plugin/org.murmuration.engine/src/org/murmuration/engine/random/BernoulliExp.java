// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import java.math.BigInteger;

/**
 * Exact coins with probability exp(-x) for rational x (Canonne, Kamath, Steinke 2020, algorithm 1).
 *
 * <p>For x in [0, 1]: with independent A_k ~ Bernoulli(x / k), the first k with A_k = 0 is odd with probability
 * exp(-x), the alternating series of the exponential. For larger x, exp(-x) = exp(-1)^floor(x) exp(-(x - floor(x))).
 * Bernoulli(x / k) is drawn as Bernoulli(1 / k) and Bernoulli(x), so that denominators do not grow.
 */
final class BernoulliExp {
    private BernoulliExp() {}

    /** A coin with probability exp(-1). */
    static boolean minusOne(RandomSource random) {
        long k = 1;
        while (random.nextLong(k) == 0) {
            k++;
        }
        return (k & 1) == 1;
    }

    /** A coin with probability exp(-numerator / denominator), numerator at least 0, denominator above 0. */
    static boolean sample(long numerator, long denominator, RandomSource random) {
        for (long whole = numerator / denominator; whole > 0; whole--) {
            if (!minusOne(random)) {
                return false;
            }
        }
        return fraction(numerator % denominator, denominator, random);
    }

    private static boolean fraction(long numerator, long denominator, RandomSource random) {
        long k = 1;
        while (random.nextLong(k) == 0 && random.nextLong(denominator) < numerator) {
            k++;
        }
        return (k & 1) == 1;
    }

    /** The same for numbers beyond the range of a long. */
    static boolean sample(BigInteger numerator, BigInteger denominator, RandomSource random) {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        for (BigInteger whole = parts[0]; whole.signum() > 0; whole = whole.subtract(BigInteger.ONE)) {
            if (!minusOne(random)) {
                return false;
            }
        }
        long k = 1;
        while (random.nextLong(k) == 0 && below(denominator, random).compareTo(parts[1]) < 0) {
            k++;
        }
        return (k & 1) == 1;
    }

    private static BigInteger below(BigInteger bound, RandomSource random) {
        int bits = bound.subtract(BigInteger.ONE).bitLength();
        BigInteger candidate;
        do {
            candidate = BigInteger.ZERO;
            for (int have = 0; have < bits; have += Long.SIZE) {
                int take = Math.min(Long.SIZE, bits - have);
                BigInteger word = new BigInteger(Long.toUnsignedString(random.nextLong() >>> (Long.SIZE - take)));
                candidate = candidate.shiftLeft(take).or(word);
            }
        } while (candidate.compareTo(bound) >= 0);
        return candidate;
    }
}
