// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.nio.charset.StandardCharsets;

/** The choice, and the test of what a host provides. */
final class HashingChoice {
    static final HostChoice<Hashing> CHOICE = new HostChoice<>(JdkHashing::new);

    private HashingChoice() {}

    /** FIPS 180-2, B.1 and B.2; RFC 4231, test case 2, in one and in two parts. */
    static void test(Hashing hashing) {
        expect("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", hashing.sha256(bytes("abc")));
        expect(
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
                hashing.sha256(bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")));
        Hashing.Keyed keyed = hashing.hmacSha256(bytes("Jefe"));
        String tag = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        expect(tag, keyed.of(bytes("what do ya want for nothing?")));
        expect(tag, keyed.of(bytes("what do ya want "), bytes("for nothing?")));
    }

    private static void expect(String hex, byte[] hash) {
        Checks.require(hex.equals(Hex.of(hash)), "What the host provides is not SHA-256 or not HMAC with it.");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
