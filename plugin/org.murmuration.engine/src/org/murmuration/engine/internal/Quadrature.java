// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Composite Gauss-Legendre quadrature with eight points a panel.
 *
 * <p>For functions that change over a length of about one, such as a normal density times an exponential, panels of
 * half that length leave a relative error below 1e-13, because the rule is exact for polynomials of degree 15. All
 * nodes have positive weight, so sums of positive terms lose nothing by cancellation.
 */
public final class Quadrature {
    private static final int POINTS = 8;
    private static final double[] NODES = new double[POINTS];
    private static final double[] WEIGHTS = new double[POINTS];

    static {
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(POINTS);
        for (int i = 0; i < POINTS; i++) {
            NODES[i] = rule.getPoint(i);
            WEIGHTS[i] = rule.getWeight(i);
        }
    }

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
            for (int i = 0; i < POINTS; i++) {
                sum += WEIGHTS[i] * f.applyAsDouble(middle + half * NODES[i]);
            }
        }
        return sum * half;
    }
}
