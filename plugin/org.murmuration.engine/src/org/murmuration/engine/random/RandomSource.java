// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

/**
 * A stream of uniform bits. Not thread-safe: one source a thread.
 */
public interface RandomSource {
    /**
     * A new cryptographically secure source seeded by the operating system.
     *
     * @return a source whose {@link #isSecure()} is true
     */
    static RandomSource secure() {
        return KeystreamSource.secure();
    }

    /**
     * A new deterministic source for tests. Whatever is released with it is not private.
     *
     * @param seed any text; equal texts give equal streams
     * @return a source whose {@link #isSecure()} is false
     */
    static RandomSource seeded(String seed) {
        return KeystreamSource.seeded(seed);
    }

    /**
     * Uniform 64 bits.
     *
     * @return any long
     */
    long nextLong();

    /**
     * Whether an observer cannot foresee the stream.
     *
     * @return false for a seeded source
     */
    boolean isSecure();

    /**
     * A uniform integer below a bound, by rejection of masked bits: exact, at most two words expected.
     *
     * @param bound above 0
     * @return 0 .. bound - 1
     * @throws IllegalArgumentException when the bound is not positive
     */
    default long nextLong(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("The bound must be above 0, but is " + bound);
        }
        int leading = Long.numberOfLeadingZeros(bound - 1);
        if (leading == Long.SIZE) {
            return 0;
        }
        long candidate;
        do {
            candidate = nextLong() >>> leading;
        } while (candidate >= bound);
        return candidate;
    }

    /**
     * A fair coin.
     *
     * @return true with probability one half
     */
    default boolean nextBoolean() {
        return nextLong() < 0;
    }

    /**
     * A uniform multiple of 2^-53 in [0, 1). For sampling from released models only; never for noise.
     *
     * @return at least 0, below 1
     */
    default double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }
}
