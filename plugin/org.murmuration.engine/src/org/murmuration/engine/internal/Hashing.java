// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

/** SHA-256 (FIPS 180-4) and HMAC with it (FIPS 198-1): from the JDK, unless a host without those provides its own. */
public interface Hashing {
    /** A keyed hash. Not thread-safe. */
    interface Keyed {
        /**
         * Tag of some bytes.
         *
         * @param parts hashed one behind the other
         * @return 32 bytes
         */
        byte[] of(byte[]... parts);
    }

    /**
     * SHA-256.
     *
     * @param message any bytes
     * @return 32 bytes
     */
    byte[] sha256(byte[] message);

    /**
     * HMAC-SHA-256 with a key.
     *
     * @param key at least 1 byte; copied
     * @return a new keyed hash
     */
    Keyed hmacSha256(byte[] key);

    /**
     * The hashing of this process.
     *
     * @return thread-safe
     */
    static Hashing current() {
        return HashingChoice.CHOICE.get();
    }

    /**
     * Has the process hash by what a host provides; called once, before anything is hashed. It must pass published test
     * vectors.
     *
     * @param provided by the host, thread-safe
     * @throws IllegalArgumentException when a test vector gives something else; nothing is changed then
     * @throws IllegalStateException when something was hashed or another one was provided before
     */
    static void provide(Hashing provided) {
        HashingChoice.test(provided);
        HashingChoice.CHOICE.choose(provided);
    }

    /**
     * Whether two tags are equal, in a time that does not tell where they differ.
     *
     * @param a tag
     * @param b tag
     * @return whether all bytes are
     */
    static boolean isEqual(byte[] a, byte[] b) {
        int difference = a.length ^ b.length;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            difference |= a[i] ^ b[i];
        }
        return difference == 0;
    }
}
