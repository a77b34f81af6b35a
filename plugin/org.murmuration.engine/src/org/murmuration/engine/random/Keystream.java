// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

/** AES-256 in counter mode (FIPS 197; NIST SP 800-38A). Not thread-safe. */
public interface Keystream {
    /**
     * Writes the keystream of a key: the encryptions of the counters 0, 1, 2, .. of 128 bits, big endian.
     *
     * @param key 32 bytes; not kept
     * @param stream filled, a multiple of 16 bytes
     */
    void fill(byte[] key, byte[] stream);
}
