// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Elementary functions in decimal arithmetic, right to some 45 digits, for tests. */
final class Decimals {
    static final MathContext DIGITS = new MathContext(60);
    private static final MathContext LAST = new MathContext(50);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal PI = new BigDecimal(
            "3.141592653589793238462643383279502884197169399375105820974944592307816406286208998628034825342117068");
    private static final BigDecimal SMALL = new BigDecimal("0.01");
    private static final BigDecimal LN2 = atanhTwice(BigDecimal.ONE.divide(BigDecimal.valueOf(3), DIGITS));

    private Decimals() {}

    /** 2 atanh(z) for z up to about 1/3. */
    private static BigDecimal atanhTwice(BigDecimal z) {
        BigDecimal square = z.multiply(z, DIGITS);
        BigDecimal power = z;
        BigDecimal sum = z;
        for (int n = 3; isHeard(power, sum); n += 2) {
            power = power.multiply(square, DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS), DIGITS);
        }
        return sum.multiply(TWO);
    }

    private static boolean isHeard(BigDecimal term, BigDecimal sum) {
        return term.signum() != 0
                && term.precision() - term.scale() > sum.precision() - sum.scale() - DIGITS.getPrecision();
    }

    private static BigDecimal taylor(BigDecimal x, BigDecimal start, int first, int by, int sign) {
        BigDecimal factor = by == 1 ? x : x.multiply(x, DIGITS).multiply(BigDecimal.valueOf(sign));
        BigDecimal term = start;
        BigDecimal sum = start;
        for (int n = first; isHeard(term, sum); n += by) {
            BigDecimal under = by == 1 ? BigDecimal.valueOf(n) : BigDecimal.valueOf((long) n * (n + 1));
            term = term.multiply(factor, DIGITS).divide(under, DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }

    static BigDecimal exp(BigDecimal x) {
        int twos = x.divide(LN2, DIGITS).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
        BigDecimal rest = x.subtract(LN2.multiply(BigDecimal.valueOf(twos)), DIGITS);
        BigDecimal power = TWO.pow(Math.abs(twos));
        BigDecimal value = taylor(rest, BigDecimal.ONE, 1, 1, 1);
        return twos < 0 ? value.divide(power, DIGITS) : value.multiply(power, DIGITS);
    }

    static BigDecimal expm1(BigDecimal x) {
        return x.abs().compareTo(SMALL) < 0 ? taylor(x, x, 2, 1, 1) : exp(x).subtract(BigDecimal.ONE);
    }

    static BigDecimal log(BigDecimal x) {
        double value = x.doubleValue();
        int twos = value < Double.MIN_NORMAL ? Math.getExponent(value * 0x1p60) - 60 : Math.getExponent(value);
        BigDecimal power = TWO.pow(Math.abs(twos));
        BigDecimal rest = twos < 0 ? x.multiply(power) : x.divide(power, DIGITS);
        BigDecimal minus = rest.subtract(BigDecimal.ONE);
        BigDecimal ofRest = atanhTwice(minus.divide(rest.add(BigDecimal.ONE), DIGITS));
        return ofRest.add(LN2.multiply(BigDecimal.valueOf(twos)), LAST);
    }

    static BigDecimal log1p(BigDecimal x) {
        return x.abs().compareTo(SMALL) < 0 ? atanhTwice(x.divide(x.add(TWO), DIGITS)) : log(x.add(BigDecimal.ONE));
    }

    static BigDecimal log10(BigDecimal x) {
        return log(x).divide(log(BigDecimal.TEN), LAST);
    }

    static BigDecimal sin(BigDecimal x) {
        BigDecimal rest = reduced(x);
        return taylor(rest, rest, 2, 2, -1);
    }

    static BigDecimal cos(BigDecimal x) {
        return taylor(reduced(x), BigDecimal.ONE, 1, 2, -1);
    }

    private static BigDecimal reduced(BigDecimal x) {
        BigDecimal turn = PI.multiply(TWO);
        return x.subtract(turn.multiply(x.divide(turn, DIGITS).setScale(0, RoundingMode.HALF_EVEN)), DIGITS);
    }

    static BigDecimal cbrt(BigDecimal x) {
        BigDecimal root = new BigDecimal(Math.cbrt(x.doubleValue()));
        for (int i = 0; i < 3; i++) { // Newton's method doubles the digits
            root = root.multiply(TWO).add(x.divide(root.multiply(root), DIGITS)).divide(BigDecimal.valueOf(3), DIGITS);
        }
        return root;
    }

    static BigDecimal hypot(BigDecimal x, BigDecimal y) {
        return x.multiply(x).add(y.multiply(y)).sqrt(DIGITS);
    }

    /** By how many ulps of the result a double is off. */
    static double ulps(BigDecimal exact, double result) {
        double ulp = Math.ulp(Math.min(Math.abs(result), Math.abs(exact.doubleValue())));
        return exact.subtract(new BigDecimal(result))
                .abs()
                .divide(new BigDecimal(ulp), DIGITS)
                .doubleValue();
    }
}
