// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import org.murmuration.engine.internal.Checks;

/**
 * Exact draws from the discrete Laplace distribution, P(x) proportional to exp(-|x| s / t) (Canonne, Kamath, Steinke
 * 2020, algorithm 2).
 *
 * <p>Added to a count of sensitivity 1 it gives pure (s / t)-DP.
 */
public final class DiscreteLaplaceSampler {
    private static final long MAX_TERM = 1L << 40;

    private final long s;
    private final long t;

    private DiscreteLaplaceSampler(long s, long t) {
        this.s = s;
        this.t = t;
    }

    /**
     * A sampler with scale t / s.
     *
     * @param t numerator of the scale, 1 to 2^40
     * @param s denominator of the scale, 1 to 2^40
     * @return the sampler
     * @throws IllegalArgumentException when a term is out of range
     */
    public static DiscreteLaplaceSampler ofScale(long t, long s) {
        Checks.require(t >= 1 && t <= MAX_TERM && s >= 1 && s <= MAX_TERM, "Scale terms must lie in 1 .. 2^40.");
        return new DiscreteLaplaceSampler(s, t);
    }

    /**
     * Draws one value.
     *
     * <p>U uniform below t is kept with probability exp(-U / t); V counts successes of exp(-1) coins; then U + t V is
     * geometric with success ratio exp(-1 / t), and its quotient by s has ratio exp(-s / t). A fair sign is put on, and
     * minus zero is drawn again so that zero does not count twice.
     *
     * @param random bits
     * @return any integer
     */
    public long sample(RandomSource random) {
        while (true) {
            long u = random.nextLong(t);
            if (!BernoulliExp.sample(u, t, random)) {
                continue;
            }
            long v = 0;
            while (BernoulliExp.minusOne(random)) {
                v++;
            }
            long magnitude = Math.addExact(u, Math.multiplyExact(t, v)) / s;
            boolean negative = random.nextBoolean();
            if (!(negative && magnitude == 0)) {
                return negative ? -magnitude : magnitude;
            }
        }
    }
}
