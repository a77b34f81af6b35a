// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Doubles as text and back, the same on every host.
 *
 * <p>In integer arithmetic, because hosts differ: {@code Double.toString} writes a digit too many for some doubles
 * before JDK 19, and TeaVM 0.15 neither prints nor reads all doubles right (one in sixteen beyond 10<sup>16</sup> is
 * read as its neighbour).
 */
public final class DoubleText {
    private static final BigInteger FIVE = BigInteger.valueOf(5);
    private static final int FRACTION = 52;
    private static final int LEAST_EXPONENT = -1074;
    private static final int DIGITS = 18; // one more than any double needs
    private static final int EXACT_POWERS = 22;
    private static final int TOO_LARGE = 310;
    private static final int TOO_SMALL = -330;
    private static final long INFINITY = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
    private static final double[] POWERS = new double[EXACT_POWERS + 1];
    private static final long[] TENS = new long[DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1]; // exact up to 10^22
        }
        TENS[0] = 1;
        for (int i = 1; i < TENS.length; i++) {
            TENS[i] = 10 * TENS[i - 1];
        }
    }

    private DoubleText() {}

    /**
     * The text of {@code Double.toString} as it is specified since JDK 19: the fewest digits that read as the same
     * double, at least two, and of those the nearest.
     *
     * @param value finite
     * @return such as 1.0, 0.1, 1.0E-7
     */
    public static String of(double value) {
        Checks.require(Double.isFinite(value), "Only finite numbers have digits.");
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        if (value == 0) {
            return sign + "0.0";
        }
        Decimal decimal = shortest(Math.abs(value), 2);
        String digits = decimal.digits;
        int point = decimal.point;
        if (point <= -3 || point > 7) {
            return sign + digits.charAt(0) + "." + tail(digits, 1) + "E" + (point - 1);
        }
        if (point <= 0) {
            return sign + "0." + "0".repeat(-point) + digits;
        }
        String whole =
                digits.length() >= point ? digits.substring(0, point) : digits + "0".repeat(point - digits.length());
        return sign + whole + "." + tail(digits, point);
    }

    private static String tail(String digits, int from) {
        return digits.length() > from ? digits.substring(from) : "0";
    }

    /**
     * The text of ECMAScript's {@code Number::toString}, which RFC 8785 (section 3.2.2.3) asks for.
     *
     * @param value finite
     * @return such as 1, 0.1, 1e-7; 0 also for -0
     */
    public static String ofEcmascript(double value) {
        Checks.require(Double.isFinite(value), "Only finite numbers have digits.");
        if (value == 0) {
            return "0";
        }
        String sign = value < 0 ? "-" : "";
        Decimal decimal = shortest(Math.abs(value), 1);
        String digits = decimal.digits;
        int n = digits.length();
        int point = decimal.point;
        if (point > 21 || point <= -6) {
            String fraction = n == 1 ? "" : "." + digits.substring(1);
            return sign + digits.charAt(0) + fraction + (point > 0 ? "e+" : "e-") + Math.abs(point - 1);
        }
        if (point >= n) {
            return sign + digits + "0".repeat(point - n);
        }
        return point > 0
                ? sign + digits.substring(0, point) + "." + digits.substring(point)
                : sign + "0." + "0".repeat(-point) + digits;
    }

    /** The nearest of the shortest decimals that read as a positive double. */
    private static Decimal shortest(double value, int fewest) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & ((1L << FRACTION) - 1);
        int field = (int) (bits >>> FRACTION);
        long mantissa = field == 0 ? fraction : fraction | 1L << FRACTION;
        int exponent = Math.max(field, 1) - 1 + LEAST_EXPONENT;
        // quarters of the last place: the middles to the neighbours are two away, or one below a power of two
        long quarters = 4 * mantissa;
        int down = fraction == 0 && field > 1 ? 1 : 2;
        int scale = DIGITS - 2 - log10(Long.SIZE - 1 - Long.numberOfLeadingZeros(mantissa) + exponent);
        Scaled exact = Scaled.of(quarters, exponent - 2, scale);
        if (exact.floor < TENS[DIGITS - 1]) {
            scale++;
            exact = Scaled.of(quarters, exponent - 2, scale);
        }
        Scaled low = Scaled.of(quarters - down, exponent - 2, scale);
        Scaled high = Scaled.of(quarters + 2, exponent - 2, scale);
        // the middle itself reads as the even neighbour
        boolean isEven = mantissa % 2 == 0;
        long least = low.isWhole && isEven ? low.floor : low.floor + 1;
        long most = high.isWhole && !isEven ? high.floor - 1 : high.floor;
        for (int dropped = DIGITS - fewest; ; dropped--) {
            long unit = TENS[dropped];
            long below = exact.floor / unit * unit;
            boolean isUp = exact.isAboveHalf(unit) || exact.isHalf(unit) && below / unit % 2 == 1;
            long nearest = isUp ? below + unit : below;
            long other = isUp ? below : below + unit;
            if (nearest >= least && nearest <= most) {
                return Decimal.of(nearest, scale);
            }
            if (other >= least && other <= most) {
                return Decimal.of(other, scale);
            }
        }
    }

    /** The logarithm of a power of two, rounded down; exact for the exponents of doubles. */
    private static int log10(int exponent) {
        return exponent * 78_913 >> 18;
    }

    /** A number 0.digits * 10^point; the last digit is not zero. */
    private record Decimal(String digits, int point) {
        static Decimal of(long whole, int scale) {
            String digits = Long.toString(whole);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            return new Decimal(digits.substring(0, end), digits.length() - scale);
        }
    }

    /** A number, rounded down, and whether it is whole. */
    private record Scaled(long floor, boolean isWhole) {
        /** whole * 2^exponent * 10^scale. */
        static Scaled of(long whole, int exponent, int scale) {
            BigInteger number = BigInteger.valueOf(whole);
            int shift = exponent + scale;
            if (scale >= 0) {
                number = number.multiply(FIVE.pow(scale));
                return new Scaled(
                        number.shiftLeft(shift).longValue(), shift >= 0 || number.getLowestSetBit() >= -shift);
            }
            BigInteger[] parts = number.shiftLeft(Math.max(0, shift))
                    .divideAndRemainder(FIVE.pow(-scale).shiftLeft(Math.max(0, -shift)));
            return new Scaled(parts[0].longValue(), parts[1].signum() == 0);
        }

        boolean isHalf(long unit) {
            return isWhole && floor % unit == unit / 2;
        }

        boolean isAboveHalf(long unit) {
            return !isHalf(unit) && floor % unit >= unit / 2;
        }
    }

    /**
     * The double that is nearest to a decimal; of two that are equally near, the even one.
     *
     * @param text digits with or without sign, point and exponent
     * @return infinite when it is beyond all doubles
     * @throws NumberFormatException when the text is no such number
     */
    public static double parse(String text) {
        BigDecimal decimal = new BigDecimal(text);
        double size =
                parse(decimal.unscaledValue().abs(), decimal.scale(), decimal.precision() - (long) decimal.scale());
        return text.startsWith("-") ? -size : size;
    }

    /** The double nearest to digits * 10^-scale, which is below 10^magnitude. */
    private static double parse(BigInteger digits, int scale, long magnitude) {
        if (digits.signum() == 0 || magnitude < TOO_SMALL) {
            return 0;
        }
        if (magnitude > TOO_LARGE) {
            return Double.POSITIVE_INFINITY;
        }
        if (digits.bitLength() <= FRACTION + 1 && Math.abs(scale) <= EXACT_POWERS) {
            // both are exact doubles, so that the only rounding is the one wanted (Clinger 1990)
            return scale < 0 ? digits.longValue() * POWERS[-scale] : digits.longValue() / POWERS[scale];
        }
        BigInteger numerator = scale < 0 ? digits.multiply(BigInteger.TEN.pow(-scale)) : digits;
        BigInteger denominator = scale > 0 ? BigInteger.TEN.pow(scale) : BigInteger.ONE;
        // a quotient with at least two bits more than a double has; its last bit also stands for the rest
        int exponent = Math.max(numerator.bitLength() - denominator.bitLength() - FRACTION - 4, LEAST_EXPONENT - 3);
        BigInteger[] parts = exponent < 0
                ? numerator.shiftLeft(-exponent).divideAndRemainder(denominator)
                : numerator.divideAndRemainder(denominator.shiftLeft(exponent));
        long quotient = parts[0].longValue() | (parts[1].signum() == 0 ? 0 : 1);
        int length = Long.SIZE - Long.numberOfLeadingZeros(quotient);
        int drop = Math.max(length - FRACTION - 1, LEAST_EXPONENT - exponent);
        long mantissa = quotient >>> drop;
        long rest = quotient - (mantissa << drop);
        long half = 1L << (drop - 1);
        if (rest > half || rest == half && mantissa % 2 == 1) {
            mantissa++;
        }
        // the leading bit of the mantissa adds one to the exponent's field, unless the number is subnormal
        long bits = ((long) (exponent + drop - LEAST_EXPONENT) << FRACTION) + mantissa;
        return bits < INFINITY ? Double.longBitsToDouble(bits) : Double.POSITIVE_INFINITY;
    }
}
