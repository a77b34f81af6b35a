// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.internal.Hashing;

class RandomProviderTest {
    private static final RandomProvider JDK = new JdkRandomProvider();

    /** What a host without a counter mode would do: counters are encrypted block by block. */
    private static void byBlocks(byte[] key, byte[] stream) {
        try {
            Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            for (int i = 0; i < stream.length / 16; i++) {
                byte[] counter = ByteBuffer.allocate(16).putLong(0).putLong(i).array();
                System.arraycopy(aes.doFinal(counter), 0, stream, 16 * i, 16);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Host(Keystream keystream, Consumer<byte[]> seeds) implements RandomProvider {
        @Override
        public void seed(byte[] bytes) {
            seeds.accept(bytes);
        }
    }

    @Test
    void theJdkAndAHostWithBlocksOnlyPassTheVectors() {
        assertDoesNotThrow(() -> ProviderChoice.test(JDK));
        assertDoesNotThrow(() -> ProviderChoice.test(new Host(RandomProviderTest::byBlocks, JDK::seed)));
    }

    @Test
    void theKeystreamIsTheEncryptionOfCounters() {
        // the key of NIST SP 800-38A, F.5.5; the counters are encrypted one by one
        byte[] key = HexFormat.of().parseHex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
        byte[] expected = new byte[16 * 1026];
        byBlocks(key, expected);
        byte[] stream = new byte[expected.length];
        JDK.keystream().fill(key, stream);
        assertEquals(HexFormat.of().formatHex(expected), HexFormat.of().formatHex(stream));
    }

    @Test
    void whatIsNoKeystreamOrNoRandomnessIsRefusedAndNothingChanges() {
        RandomProvider before = RandomProvider.current();
        Keystream zeros = (key, stream) -> Arrays.fill(stream, (byte) 0);
        Keystream wrongLater = (key, stream) -> {
            byBlocks(key, stream);
            byte[] first = Arrays.copyOf(stream, 16);
            System.arraycopy(first, 0, stream, 16 * 256, 16);
        };
        Keystream oneByteCounter = (key, stream) -> {
            byte[] some = new byte[16 * 256];
            byBlocks(key, some);
            for (int i = 0; i < stream.length; i++) {
                stream[i] = some[i % some.length];
            }
        };
        Keystream addsUp = (key, stream) -> {
            byte[] old = stream.clone();
            byBlocks(key, stream);
            for (int i = 0; i < stream.length; i++) {
                stream[i] ^= old[i]; // of what stood in the buffer before
            }
        };
        for (Keystream wrong : new Keystream[] {zeros, wrongLater, oneByteCounter, addsUp}) {
            assertThrows(IllegalArgumentException.class, () -> RandomProvider.provide(new Host(wrong, JDK::seed)));
        }
        Consumer<byte[]> same = b -> {
            for (int i = 0; i < b.length; i++) {
                b[i] = (byte) i;
            }
        };
        byte[] calls = new byte[1];
        Consumer<byte[]> constant = b -> Arrays.fill(b, ++calls[0]);
        for (Consumer<byte[]> wrong : List.<Consumer<byte[]>>of(b -> {}, same, constant)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> RandomProvider.provide(new Host(RandomProviderTest::byBlocks, wrong)));
        }
        assertSame(before, RandomProvider.current());
    }

    @Test
    void nothingIsProvidedAfterTheFirstSource() {
        RandomSource.seeded("first");
        RandomProvider before = RandomProvider.current();
        assertThrows(
                IllegalStateException.class,
                () -> RandomProvider.provide(new Host(RandomProviderTest::byBlocks, JDK::seed)));
        assertSame(before, RandomProvider.current());
        assertFalse(before instanceof Host);
    }

    @Test
    void seededSourcesGiveTheStreamThatTheyAlwaysGave() {
        // SHA-256 of the seed is the key; each buffer of 16 KiB starts behind the 32 bytes of the next key
        byte[] key = Hashing.current().sha256("stream".getBytes(StandardCharsets.UTF_8));
        RandomSource source = RandomSource.seeded("stream");
        for (int buffer = 0; buffer < 3; buffer++) {
            byte[] stream = new byte[32 + (1 << 14)];
            byBlocks(key, stream);
            ByteBuffer words = ByteBuffer.wrap(stream, 32, 1 << 14);
            while (words.hasRemaining()) {
                assertEquals(words.getLong(), source.nextLong());
            }
            key = Arrays.copyOf(stream, 32);
        }
    }
}
