// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import java.util.Arrays;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Hex;
import org.murmuration.engine.internal.HostChoice;

/** The choice, and the test of what a host provides. */
final class ProviderChoice {
    static final HostChoice<RandomProvider> CHOICE = new HostChoice<>(JdkRandomProvider::new);
    /** AESAVS, known answer tests with a chosen key (KeySbox), 256 bits, count 0: the encryption of 0. */
    private static final String KEY = "c47b0294dbbbee0fec4757f22ffeee3587ca4730c3d33b691df38bab076bc558";

    private static final String FIRST = "46f2fb342d6f0ab477476fc501242c5f";
    /** By the JDK: the encryption of 256, which the counter reaches by a carry. */
    private static final String LATER = "1f7731d03b0968153f7a4b923210252f";

    private static final int BLOCK = 16;

    private ProviderChoice() {}

    static void test(RandomProvider provider) {
        Keystream keystream = provider.keystream();
        byte[] stream = new byte[257 * BLOCK];
        for (int times = 0; times < 2; times++) { // a second time with the same key gives the same
            Arrays.fill(stream, (byte) 1);
            keystream.fill(Hex.parse(KEY), stream);
            Checks.require(
                    FIRST.equals(Hex.of(Arrays.copyOf(stream, BLOCK)))
                            && LATER.equals(Hex.of(Arrays.copyOfRange(stream, 256 * BLOCK, 257 * BLOCK))),
                    "What the host provides is not AES-256 in counter mode.");
        }
        byte[] a = new byte[32];
        byte[] b = new byte[32];
        provider.seed(a);
        provider.seed(b);
        Checks.require(
                !Arrays.equals(a, b) && !isConstant(a) && !isConstant(b),
                "What the host provides as secret bits is not random.");
    }

    private static boolean isConstant(byte[] bytes) {
        for (byte b : bytes) {
            if (b != bytes[0]) {
                return false;
            }
        }
        return true;
    }
}
