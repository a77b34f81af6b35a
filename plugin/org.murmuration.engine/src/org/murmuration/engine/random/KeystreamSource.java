// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import org.murmuration.engine.internal.Hashing;

/**
 * The keystream of AES-256 in counter mode. After each buffer the key is replaced by keystream that is never given out,
 * so that a look at the memory later does not reveal earlier noise (fast key erasure).
 */
final class KeystreamSource implements RandomSource {
    private static final int KEY_BYTES = 32;
    private static final int BUFFER_BYTES = 1 << 14;

    private final boolean secure;
    private final byte[] stream = new byte[BUFFER_BYTES + KEY_BYTES];
    private final LongBuffer words =
            ByteBuffer.wrap(stream, KEY_BYTES, BUFFER_BYTES).slice().asLongBuffer();
    private final Keystream keystream = RandomProvider.current().keystream();
    private final byte[] key;

    private KeystreamSource(byte[] key, boolean secure) {
        this.key = key;
        this.secure = secure;
        words.position(words.limit());
    }

    static RandomSource secure() {
        byte[] seed = new byte[KEY_BYTES];
        RandomProvider.current().seed(seed);
        return new KeystreamSource(seed, true);
    }

    static RandomSource seeded(String seed) {
        return new KeystreamSource(Hashing.current().sha256(seed.getBytes(StandardCharsets.UTF_8)), false);
    }

    @Override
    public long nextLong() {
        if (!words.hasRemaining()) {
            refill();
        }
        return words.get();
    }

    private void refill() {
        keystream.fill(key, stream);
        System.arraycopy(stream, 0, key, 0, KEY_BYTES);
        java.util.Arrays.fill(stream, 0, KEY_BYTES, (byte) 0);
        words.rewind();
    }

    @Override
    public boolean isSecure() {
        return secure;
    }
}
