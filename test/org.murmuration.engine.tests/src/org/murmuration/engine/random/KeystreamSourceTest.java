// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeystreamSourceTest {
    /** The definition, written in another way: blocks of a counter from 0, each encrypted alone. */
    private static byte[] keystream(byte[] key, int bytes) throws Exception {
        Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
        block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        ByteBuffer all = ByteBuffer.allocate(bytes);
        for (long counter = 0; all.hasRemaining(); counter++) {
            all.put(block.doFinal(ByteBuffer.allocate(16).putLong(8, counter).array()));
        }
        return all.array();
    }

    @Test
    void aSeedGivesTheKeystreamOfItsHashWithANewKeyForEachBuffer() throws Exception {
        RandomSource source = KeystreamSource.seeded("sand dunes");
        assertFalse(source.isSecure());
        byte[] key = MessageDigest.getInstance("SHA-256").digest("sand dunes".getBytes(StandardCharsets.UTF_8));
        for (int buffer = 0; buffer < 3; buffer++) {
            byte[] stream = keystream(key, 32 + 16384);
            key = Arrays.copyOf(stream, 32);
            ByteBuffer words = ByteBuffer.wrap(stream, 32, 16384);
            while (words.hasRemaining()) {
                assertEquals(words.getLong(), source.nextLong());
            }
        }
    }

    /** Whoever reads the memory later finds neither the key of the numbers that were given out nor the next one beside them. */
    @Test
    void theNextKeyIsNotLeftInTheBuffer() throws Exception {
        RandomSource source = KeystreamSource.seeded("erased");
        source.nextLong();
        Field buffer = KeystreamSource.class.getDeclaredField("stream");
        buffer.setAccessible(true);
        byte[] stream = (byte[]) buffer.get(source);
        assertArrayEquals(new byte[32], Arrays.copyOf(stream, 32));
    }

    @Test
    void secureSourcesDiffer() {
        RandomSource source = KeystreamSource.secure();
        assertTrue(source.isSecure());
        assertNotEquals(source.nextLong(), KeystreamSource.secure().nextLong());
    }
}
