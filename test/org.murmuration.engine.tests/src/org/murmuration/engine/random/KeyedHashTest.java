// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class KeyedHashTest {
    /** The vector of 16 bytes 00 01 .. 0f under the key 00 01 .. 0f in the reference code of SipHash-2-4 (vectors_sip64). */
    @Test
    void agreesWithTheReferenceVector() {
        KeyedHash hash = new KeyedHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        assertEquals(0x3f2acc7f57c29bdbL, hash.of(0x0706050403020100L, 0x0f0e0d0c0b0a0908L));
    }

    @Test
    void keepsItsKey() {
        KeyedHash hash = KeyedHash.random(new Words(3, 5));
        assertEquals(3, hash.lowerKey());
        assertEquals(5, hash.upperKey());
        assertEquals(new KeyedHash(3, 5).of(7, 11), hash.of(7, 11));
    }
}
