// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;

class QuadratureTest {
    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(8);

    @Test
    void nodesAndWeightsAreThoseOfCommonsMath() {
        List<Double> asked = new ArrayList<>();
        Quadrature.integrate(
                x -> {
                    asked.add(x);
                    return 0;
                },
                -1,
                1,
                2);
        assertEquals(8, asked.size());
        for (int i = 0; i < 8; i++) {
            double node = RULE.getPoint(i);
            assertEquals(node, asked.get(i));
            assertEquals(RULE.getWeight(i), Quadrature.integrate(x -> x == node ? 1 : 0, -1, 1, 2));
        }
    }

    @Test
    void polynomialsOfDegreeFifteenAreExact() {
        assertEquals(1.0 / 16, Quadrature.integrate(x -> Math.pow(x, 15), 0, 1, 1), 1e-16);
        assertEquals(0, Quadrature.integrate(x -> Math.pow(x, 15), -1, 1, 2), 1e-16);
        assertEquals(2.0 / 15, Quadrature.integrate(x -> Math.pow(x, 14), -1, 1, 2), 1e-15);
    }

    @Test
    void panelsAddUp() {
        assertEquals(Math.E - 1, Quadrature.integrate(Math::exp, 0, 1, 0.3), 1e-15);
        assertEquals(0, Quadrature.integrate(Math::exp, 2, 2, 1));
    }
}
