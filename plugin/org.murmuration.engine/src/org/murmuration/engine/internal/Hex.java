// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

/** Bytes as lower-case hexadecimal digits. */
public final class Hex {
    private static final String DIGITS = "0123456789abcdef";

    private Hex() {}

    /**
     * Writes bytes.
     *
     * @param bytes any
     * @return two digits a byte
     */
    public static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder(2 * bytes.length);
        for (byte b : bytes) {
            text.append(DIGITS.charAt(b >> 4 & 15)).append(DIGITS.charAt(b & 15));
        }
        return text.toString();
    }

    /**
     * Reads bytes.
     *
     * @param text two digits a byte, upper or lower case
     * @return the bytes
     * @throws IllegalArgumentException when the text is no such digits; the message does not repeat it
     */
    public static byte[] parse(String text) {
        Checks.require(text.length() % 2 == 0, "Hexadecimal digits come in pairs.");
        byte[] bytes = new byte[text.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (digit(text.charAt(2 * i)) << 4 | digit(text.charAt(2 * i + 1)));
        }
        return bytes;
    }

    private static int digit(char c) {
        int digit = DIGITS.indexOf(c >= 'A' && c <= 'F' ? (char) (c + 32) : c);
        Checks.require(digit >= 0, "There is a character that is no hexadecimal digit.");
        return digit;
    }
}
