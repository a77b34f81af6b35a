// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keystream of AES-256 in counter mode. After each buffer the key is replaced by keystream that is never given out,
 * so that a look at the memory later does not reveal earlier noise (fast key erasure).
 */
final class KeystreamSource implements RandomSource {
    private static final int KEY_BYTES = 32;
    private static final int BUFFER_BYTES = 1 << 14;
    private static final byte[] ZEROS = new byte[BUFFER_BYTES + KEY_BYTES];

    private final boolean secure;
    private final byte[] stream = new byte[BUFFER_BYTES + KEY_BYTES];
    private final LongBuffer words =
            ByteBuffer.wrap(stream, KEY_BYTES, BUFFER_BYTES).slice().asLongBuffer();
    private final Cipher cipher;
    private byte[] key;

    private KeystreamSource(byte[] key, boolean secure) {
        this.key = key;
        this.secure = secure;
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no AES in counter mode.", e);
        }
        words.position(words.limit());
    }

    static RandomSource secure() {
        byte[] seed = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(seed);
        return new KeystreamSource(seed, true);
    }

    static RandomSource seeded(String seed) {
        try {
            return new KeystreamSource(
                    MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8)), false);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    @Override
    public long nextLong() {
        if (!words.hasRemaining()) {
            refill();
        }
        return words.get();
    }

    private void refill() {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
            cipher.doFinal(ZEROS, 0, ZEROS.length, stream, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES in counter mode failed.", e);
        }
        System.arraycopy(stream, 0, key, 0, KEY_BYTES);
        java.util.Arrays.fill(stream, 0, KEY_BYTES, (byte) 0);
        words.rewind();
    }

    @Override
    public boolean isSecure() {
        return secure;
    }
}
