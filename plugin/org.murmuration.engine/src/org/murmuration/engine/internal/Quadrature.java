// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.util.function.DoubleUnaryOperator;

/**
 * Composite Gauss-Legendre quadrature with eight points a panel.
 *
 * <p>For functions that change over a length of about one, such as a normal density times an exponential, panels of
 * half that length leave a relative error below 1e-13, because the rule is exact for polynomials of degree 15. All
 * nodes have positive weight, so sums of positive terms lose nothing by cancellation.
 */
public final class Quadrature {
    /** Nodes above 0 of the rule, whose others mirror them, and their weights (Abramowitz, Stegun 1964, table 25.4). */
    private static final double[] NODES = {
        0.18343464249564984, 0.525532409916329, 0.7966664774136267, 0.9602898564975362
    };

    private static final double[] WEIGHTS = {
        0.3626837833783618, 0.3137066458778874, 0.22238103445337437, 0.10122853629037651
    };

    private Quadrature() {}

    /**
     * Integral of a smooth function.
     *
     * @param f the function
     * @param from lower end
     * @param to upper end, at least {@code from}
     * @param panel largest length of a panel, above 0
     * @return the integral
     */
    public static double integrate(DoubleUnaryOperator f, double from, double to, double panel) {
        int panels = (int) Math.max(1, Math.ceil((to - from) / panel));
        double half = (to - from) / panels / 2;
        double sum = 0;
        for (int p = 0; p < panels; p++) {
            double middle = from + (2 * p + 1) * half;
            for (int i = NODES.length - 1; i >= 0; i--) {
                sum += WEIGHTS[i] * f.applyAsDouble(middle - half * NODES[i]);
            }
            for (int i = 0; i < NODES.length; i++) {
                sum += WEIGHTS[i] * f.applyAsDouble(middle + half * NODES[i]);
            }
        }
        return sum * half;
    }
}
