// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DoubleTextTest {
    private static final double[] CORNERS = {
        0,
        1,
        10,
        0.1,
        1 / 3.0,
        1e-3,
        Math.nextDown(1e-3),
        1e7,
        Math.nextDown(1e7),
        123,
        1234567,
        1e22,
        1e23,
        2e23,
        Double.MIN_VALUE,
        2 * Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Math.nextDown(Double.MIN_NORMAL),
        Double.MAX_VALUE,
        Math.nextDown(Double.MAX_VALUE),
        0x1p53,
        0x1p53 + 2,
        4.35,
        1.005
    };

    /** Doubles of every size, of usual size, and of few digits. */
    private static DoubleStream doubles() {
        SplittableRandom random = new SplittableRandom(20261129);
        DoubleStream drawn = DoubleStream.generate(() -> switch (random.nextInt(4)) {
                    case 0 -> Double.longBitsToDouble(random.nextLong());
                    case 1 -> Double.longBitsToDouble(random.nextLong() >>> 12);
                    case 2 -> random.nextDouble() * Math.pow(10, random.nextInt(-20, 20));
                    default -> random.nextInt(1_000_000) / 1000.0;
                })
                .filter(Double::isFinite)
                .limit(6_000);
        DoubleStream powers = DoubleStream.iterate(Double.MIN_VALUE, d -> 2 * d);
        return DoubleStream.concat(DoubleStream.of(CORNERS), DoubleStream.concat(drawn, powers.limit(2097)));
    }

    @Test
    void writesWhatEcmascriptWrites() throws IOException {
        List<String> lines;
        try (InputStream in = DoubleTextTest.class.getResourceAsStream("ecmascript-numbers.txt")) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.startsWith("#"))
                    .toList();
        }
        assertTrue(lines.size() > 700);
        for (String line : lines) {
            String[] parts = line.split(" ");
            double value = Double.longBitsToDouble(Long.parseUnsignedLong(parts[0], 16));
            assertEquals(parts[1], DoubleText.ofEcmascript(value), parts[0]);
        }
    }

    @Test
    void writesWhatJavaWritesUnlessJavaWritesMoreDigitsThanNeeded() {
        int shorter = 0;
        int all = 0;
        for (double value : doubles().toArray()) {
            String text = DoubleText.of(value);
            String java = Double.toString(value);
            assertEquals(value, Double.parseDouble(text), text);
            if (!text.equals(java)) {
                assertTrue(digits(text) <= digits(java), java);
                BigDecimal exact = new BigDecimal(value);
                if (digits(text) == digits(java)) {
                    BigDecimal ours = new BigDecimal(text).subtract(exact).abs();
                    assertTrue(
                            ours.compareTo(new BigDecimal(java).subtract(exact).abs()) <= 0, java);
                }
                shorter++;
            }
            all++;
        }
        assertTrue(shorter < all / 10, shorter + " of " + all); // some powers of two and 1 % of others before JDK 19
    }

    /** Java writes two at least. */
    private static int digits(String text) {
        return Math.max(2, new BigDecimal(text).stripTrailingZeros().precision());
    }

    @Test
    void layoutIsThatOfJava() {
        assertEquals("0.0", DoubleText.of(0));
        assertEquals("-0.0", DoubleText.of(-0.0));
        assertEquals("0", DoubleText.ofEcmascript(-0.0));
        assertEquals("0.001", DoubleText.of(1e-3));
        assertEquals("9.999999999999998E-4", DoubleText.of(Math.nextDown(1e-3)));
        assertEquals("1.0E7", DoubleText.of(1e7));
        assertEquals("9999999.999999998", DoubleText.of(Math.nextDown(1e7)));
        assertEquals("-123.0", DoubleText.of(-123));
        assertEquals("1.0E23", DoubleText.of(1e23)); // 9.999999999999999E22 before JDK 19
        assertEquals("2.0E23", DoubleText.of(2e23));
        assertEquals("4.9E-324", DoubleText.of(Double.MIN_VALUE));
        assertEquals("5e-324", DoubleText.ofEcmascript(Double.MIN_VALUE));
    }

    @Test
    void readsWhatJavaReads() {
        for (double value : doubles().toArray()) {
            BigDecimal exact = new BigDecimal(value);
            double next = Math.nextUp(Math.abs(value));
            BigDecimal middle = Double.isInfinite(next)
                    ? exact
                    : exact.abs().add(new BigDecimal(next)).multiply(new BigDecimal("0.5"));
            BigDecimal little = middle.ulp().multiply(new BigDecimal("0.1"));
            for (BigDecimal decimal : List.of(exact, middle, middle.add(little), middle.subtract(little))) {
                String text = decimal.toString();
                assertEquals(Double.parseDouble(text), DoubleText.parse(text), text);
            }
            String text = Double.toString(value);
            assertEquals(value, DoubleText.parse(text), text);
        }
    }

    @Test
    void readsNumbersBeyondAllDoubles() {
        assertEquals(Double.POSITIVE_INFINITY, DoubleText.parse("1e400"));
        assertEquals(Double.NEGATIVE_INFINITY, DoubleText.parse("-1.8e308"));
        assertEquals(Double.POSITIVE_INFINITY, DoubleText.parse("1.7976931348623159e308"));
        assertEquals(Double.MAX_VALUE, DoubleText.parse("1.7976931348623158e308"));
        assertEquals(Double.POSITIVE_INFINITY, DoubleText.parse("1e2000000000"));
        assertEquals(0.0, DoubleText.parse("1e-2000000000"));
        assertEquals(0.0, DoubleText.parse("2.4e-324"));
        assertEquals(Double.MIN_VALUE, DoubleText.parse("2.5e-324"));
        assertEquals(-0.0, DoubleText.parse("-0.0e5"));
    }

    @Test
    void refusesWhatIsNoNumber() {
        for (String text : List.of("", "-", "a", "1e", "NaN", "Infinity", "0x1p3")) {
            assertThrows(NumberFormatException.class, () -> DoubleText.parse(text), text);
        }
        assertThrows(IllegalArgumentException.class, () -> DoubleText.of(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> DoubleText.ofEcmascript(Double.POSITIVE_INFINITY));
    }
}
