// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Secure bits by the JDK. A host without its security classes puts one of its own in place of this class. */
final class JdkRandomProvider implements RandomProvider {
    private final SecureRandom system = new SecureRandom();

    @Override
    public void seed(byte[] bytes) {
        system.nextBytes(bytes);
    }

    @Override
    public Keystream keystream() {
        return new Aes();
    }

    private static final class Aes implements Keystream {
        private final Cipher cipher;
        private byte[] zeros = new byte[0];

        Aes() {
            try {
                cipher = Cipher.getInstance("AES/CTR/NoPadding");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This Java has no AES in counter mode.", e);
            }
        }

        @Override
        public void fill(byte[] key, byte[] stream) {
            if (zeros.length != stream.length) {
                zeros = new byte[stream.length];
            }
            try {
                cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
                cipher.doFinal(zeros, 0, zeros.length, stream, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES in counter mode failed.", e);
            }
        }
    }
}
