// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.util.List;
import org.murmuration.engine.random.RandomSource;

/** Writes the golden vectors of {@link Elementary}: function, bits of the argument, bits of the result. */
final class ElementaryVectors {
    private static final int EACH = 120;
    private static final double[] EDGES = {
        0,
        -0.0,
        0.5,
        1,
        -0.5,
        2,
        3,
        10,
        1e-300,
        1e300,
        Math.nextDown(1.0),
        Math.nextUp(1.0),
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private ElementaryVectors() {}

    static String line(String function, double x) {
        return String.format(
                "%s %016x %016x", function, Double.doubleToLongBits(x), Double.doubleToLongBits(result(function, x)));
    }

    private static double result(String function, double x) {
        return switch (function) {
            case "exp" -> Elementary.exp(x);
            case "expm1" -> Elementary.expm1(x);
            case "log" -> Elementary.log(x);
            case "log1p" -> Elementary.log1p(x);
            case "log10" -> Elementary.log10(x);
            case "cbrt" -> Elementary.cbrt(x);
            case "sin" -> Elementary.sin(x);
            case "cos" -> Elementary.cos(x);
            case "hypot" -> Elementary.hypot(x, 1.25);
            default -> throw new IllegalArgumentException(function);
        };
    }

    /** Writes to the standard output, for elementary-vectors.txt beside this class. */
    public static void main(String[] args) {
        System.out.println("# SPDX-License-Identifier: Apache-2.0");
        System.out.println("# function, bits of the argument, bits of the result; hypot: with 1.25 as the other side");
        System.out.println("# made by ElementaryVectors with Commons Math 3.6.1 on OpenJDK 17");
        RandomSource random = RandomSource.seeded("vectors");
        for (String f : List.of("exp", "expm1", "log", "log1p", "log10", "cbrt", "sin", "cos", "hypot")) {
            for (double x : EDGES) {
                System.out.println(line(f, x));
            }
            boolean signed = !f.startsWith("log");
            for (int i = EDGES.length; i < EACH; i++) {
                double x =
                        switch (i % 4) {
                            case 0 -> Math.scalb(1 + random.nextDouble(), (int) random.nextLong(80) - 70);
                            case 1 -> random.nextDouble() * 40;
                            case 2 -> 1 + (random.nextDouble() - 0.5) / 100;
                            default -> random.nextDouble() * 700;
                        };
                System.out.println(line(f, signed && random.nextBoolean() ? -x : x));
            }
        }
    }
}
