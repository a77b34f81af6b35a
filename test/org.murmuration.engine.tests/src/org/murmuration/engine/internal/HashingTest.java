// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.random.RandomSource;

class HashingTest {
    private static final Hashing JDK = new JdkHashing();

    /** Hashing of a host that does something to messages or tags. */
    private record Strange(UnaryOperator<byte[]> message, UnaryOperator<byte[]> tag) implements Hashing {
        @Override
        public byte[] sha256(byte[] text) {
            return JDK.sha256(message.apply(text));
        }

        @Override
        public Keyed hmacSha256(byte[] key) {
            Keyed keyed = JDK.hmacSha256(key);
            return parts -> tag.apply(keyed.of(parts));
        }
    }

    private static byte[] changed(byte[] bytes) {
        byte[] result = bytes.clone();
        result[result.length - 1] ^= 1;
        return result;
    }

    @Test
    void theJdkPassesThePublishedVectors() {
        assertDoesNotThrow(() -> HashingChoice.test(JDK));
        assertDoesNotThrow(() -> HashingChoice.test(new Strange(b -> b, b -> b)));
    }

    @Test
    void anotherHashIsRefusedAndNothingChanges() {
        Hashing before = Hashing.current();
        for (Strange wrong : new Strange[] {
            new Strange(HashingTest::changed, b -> b),
            new Strange(b -> b, HashingTest::changed),
            new Strange(b -> b, b -> Arrays.copyOf(b, 16)),
            new Strange(b -> b.length > 3 ? changed(b) : b, b -> b)
        }) {
            assertThrows(IllegalArgumentException.class, () -> Hashing.provide(wrong));
        }
        assertSame(before, Hashing.current());
    }

    @Test
    void nothingIsProvidedAfterTheFirstUse() {
        Hashing before = Hashing.current();
        assertThrows(IllegalStateException.class, () -> Hashing.provide(new Strange(b -> b, b -> b)));
        assertSame(before, Hashing.current());
    }

    @Test
    void aHostChoosesOnceAndTheStandardIsMadeAtTheFirstUse() {
        int[] made = new int[1];
        HostChoice<String> used = new HostChoice<>(() -> "standard " + ++made[0]);
        assertEquals(0, made[0]);
        assertEquals("standard 1", used.get());
        assertEquals("standard 1", used.get());
        assertThrows(IllegalStateException.class, () -> used.choose("late"));
        assertEquals("standard 1", used.get());
        HostChoice<String> chosen = new HostChoice<>(() -> "standard");
        chosen.choose("early");
        assertThrows(IllegalStateException.class, () -> chosen.choose("twice"));
        assertEquals("early", chosen.get());
    }

    @Test
    void aKeyedHashIsUsedAgainAndCopiesItsKey() {
        byte[] key = {1, 2, 3};
        Hashing.Keyed keyed = JDK.hmacSha256(key);
        byte[] first = keyed.of(new byte[] {4}, new byte[] {5, 6});
        key[0] = 9;
        assertArrayEquals(first, keyed.of(new byte[] {4, 5}, new byte[] {6}));
    }

    @Test
    void tagsAreEqualWhenAllBytesAre() {
        byte[] tag = {1, 2, 3};
        assertTrue(Hashing.isEqual(tag, tag.clone()));
        for (int i = 0; i < 24; i++) {
            byte[] other = tag.clone();
            other[i / 8] ^= (byte) (1 << i % 8);
            assertFalse(Hashing.isEqual(tag, other));
        }
        assertFalse(Hashing.isEqual(tag, new byte[] {1, 2}));
        assertFalse(Hashing.isEqual(new byte[0], tag));
        assertTrue(Hashing.isEqual(new byte[0], new byte[0]));
    }

    @Test
    void hexadecimalDigitsAreThoseOfTheJdk() {
        RandomSource random = RandomSource.seeded("hex");
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[(int) random.nextLong(20)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) random.nextLong();
            }
            String text = HexFormat.of().formatHex(bytes);
            assertEquals(text, Hex.of(bytes));
            assertArrayEquals(bytes, Hex.parse(text));
            assertArrayEquals(bytes, Hex.parse(text.toUpperCase(java.util.Locale.ROOT)));
        }
        for (String wrong : new String[] {"1", "0g", "-1", " 1", "`0", "@0", "G0", "/0", ":0"}) {
            assertThrows(IllegalArgumentException.class, () -> Hex.parse(wrong), wrong);
        }
    }

    @Test
    void textsHaveThePublishedHash() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Digests.sha256("abc"));
    }
}
