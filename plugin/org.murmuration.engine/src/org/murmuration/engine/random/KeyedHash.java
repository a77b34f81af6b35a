// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

/**
 * A pseudo-random function of pairs of numbers: SipHash-2-4 (Aumasson, Bernstein 2012) of 16 bytes. Without the key its
 * values cannot be told from random ones, so what is chosen by the smallest of them is chosen at random, and the same
 * wherever the same key is used.
 */
public final class KeyedHash {
    private final long k0;
    private final long k1;

    /**
     * A function of a key.
     *
     * @param k0 lower half of the key, little endian
     * @param k1 upper half
     */
    public KeyedHash(long k0, long k1) {
        this.k0 = k0;
        this.k1 = k1;
    }

    /**
     * A function of a random key.
     *
     * @param random secure unless this is a test
     * @return the function
     */
    public static KeyedHash random(RandomSource random) {
        return new KeyedHash(random.nextLong(), random.nextLong());
    }

    /**
     * Lower half of the key, to be kept as secret as the records.
     *
     * @return any number
     */
    public long lowerKey() {
        return k0;
    }

    /**
     * Upper half of the key.
     *
     * @return any number
     */
    public long upperKey() {
        return k1;
    }

    /**
     * The value at a pair of numbers.
     *
     * @param a first eight bytes, little endian
     * @param b last eight bytes
     * @return any number
     */
    public long of(long a, long b) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        long m = a;
        for (int block = 0; block < 4; block++) { // two of the message, one of its length, and the end
            boolean isEnd = block == 3;
            if (isEnd) {
                v2 ^= 0xff;
            } else {
                v3 ^= m;
            }
            for (int round = isEnd ? 4 : 2; round > 0; round--) {
                v0 += v1;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v3;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 += v3;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 += v1;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= isEnd ? 0 : m;
            m = block == 0 ? b : 16L << 56;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
