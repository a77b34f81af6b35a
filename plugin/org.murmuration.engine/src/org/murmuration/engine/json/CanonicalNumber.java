// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Doubles as RFC 8785, section 3.2.2.3, wants them: ECMAScript's {@code Number::toString}, that is the fewest digits that read as
 * the same double, and of those the nearest. {@code Double.toString} writes more digits than needed before JDK 19.
 */
final class CanonicalNumber {
    private static final int ENOUGH = 17;
    private static final int PLAIN_BEFORE = 21;
    private static final int PLAIN_BEHIND = -6;

    private CanonicalNumber() {}

    /** The text of a finite double. */
    static String of(double value) {
        if (value == 0) {
            return "0"; // also of -0, as ECMAScript
        }
        BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale(); // value = 0.digits * 10^point
        return (value < 0 ? "-" : "") + text(digits, point);
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < ENOUGH; precision++) {
            BigDecimal nearest = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (reads(nearest, value)) {
                return nearest;
            }
            // beside a power of two, the doubles below are nearer than those above
            RoundingMode otherWay = nearest.compareTo(exact) > 0 ? RoundingMode.DOWN : RoundingMode.UP;
            BigDecimal other = exact.round(new MathContext(precision, otherWay));
            if (reads(other, value)) {
                return other;
            }
        }
        return exact.round(new MathContext(ENOUGH, RoundingMode.HALF_EVEN));
    }

    private static boolean reads(BigDecimal decimal, double value) {
        return Double.parseDouble(decimal.toString()) == value;
    }

    private static String text(String digits, int point) {
        int n = digits.length();
        if (point > PLAIN_BEFORE || point <= PLAIN_BEHIND) {
            String fraction = n == 1 ? "" : "." + digits.substring(1);
            return digits.charAt(0) + fraction + (point > 0 ? "e+" : "e-") + Math.abs(point - 1);
        }
        if (point >= n) {
            return digits + "0".repeat(point - n);
        }
        if (point > 0) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        return "0." + "0".repeat(-point) + digits;
    }
}
