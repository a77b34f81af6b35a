// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.random.RandomSource;

class AccountingTest {
    @Test
    void conversionsAgreeWithTheReference() throws IOException {
        int checked = 0;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                AccountingTest.class.getResourceAsStream("zcdp-vectors.csv"), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] f = line.split(",");
                double a = Double.parseDouble(f[1]);
                double b = Double.parseDouble(f[2]);
                double expected = Double.parseDouble(f[3]);
                double actual =
                        switch (f[0]) {
                            case "rho" -> ZcdpConversion.rho(a, b);
                            case "epsilon" -> ZcdpConversion.epsilon(a, b);
                            case "simple" -> ZcdpConversion.simpleEpsilon(a, b);
                            default -> ZcdpConversion.delta(a, b);
                        };
                assertEquals(expected, actual, expected * 2e-9, line);
                checked++;
            }
        }
        assertEquals(68, checked);
    }

    @Test
    void simpleFormulaGivesThePublishedPairs() {
        double delta = 5.8e-6;
        assertEquals(1, ZcdpConversion.simpleEpsilon(0.0199, delta), 0.005);
        assertEquals(4, ZcdpConversion.simpleEpsilon(0.286, delta), 0.005);
        assertEquals(12, ZcdpConversion.simpleEpsilon(2.052, delta), 0.005);
    }

    @Test
    void tightConversionIsNeverLargerThanTheSimpleOne() {
        for (double rho = 1e-9; rho < 1e3; rho *= 3.7) {
            for (double delta = 1e-15; delta < 0.5; delta *= 31) {
                assertTrue(
                        ZcdpConversion.epsilon(rho, delta) <= ZcdpConversion.simpleEpsilon(rho, delta),
                        rho + " " + delta);
            }
        }
    }

    @Test
    void conversionsGrowWithTheirArgumentsAndInvertOnTheSafeSide() {
        RandomSource random = RandomSource.seeded("conversions");
        for (int i = 0; i < 200; i++) {
            double epsilon = Math.exp(10 * random.nextDouble() - 6);
            double delta = Math.exp(-20 * random.nextDouble() - 3);
            double rho = ZcdpConversion.rho(epsilon, delta);
            assertTrue(ZcdpConversion.epsilon(rho, delta) <= epsilon);
            assertEquals(epsilon, ZcdpConversion.epsilon(rho, delta), epsilon * 1e-6);
            assertTrue(ZcdpConversion.epsilon(rho * 1.01, delta) >= ZcdpConversion.epsilon(rho, delta));
            assertTrue(ZcdpConversion.epsilon(rho, delta * 1.01) <= ZcdpConversion.epsilon(rho, delta));
        }
    }

    @Test
    void tightConversionIsNeverBelowTheExactValueOfTheGaussian() {
        // the Gaussian mechanism with sigma has exactly delta(eps) = Phi(1/2s - eps s) - e^eps Phi(-1/2s - eps s);
        // its analytic calibrations at delta 1e-6 are published, and zCDP must ask for at least as much epsilon
        double[][] epsilonAndSigma = {{.1, 36.3046904262}, {.5, 8.05761848073}, {1, 4.22467888933}, {5, .980049000309}};
        for (double[] v : epsilonAndSigma) {
            double rho = 1 / (2 * v[1] * v[1]);
            assertTrue(ZcdpConversion.epsilon(rho, 1e-6) >= v[0]);
        }
    }

    @Test
    void rejectsWhatIsNoBudget() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> ZcdpConversion.epsilon(bad, 1e-6));
            assertThrows(IllegalArgumentException.class, () -> ZcdpConversion.rho(bad, 1e-6));
            assertThrows(IllegalArgumentException.class, () -> ZcdpConversion.delta(bad, 1));
        }
        for (double bad : new double[] {0, 1, -1e-6, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> ZcdpConversion.epsilon(1, bad));
            assertThrows(IllegalArgumentException.class, () -> ZcdpConversion.rho(1, bad));
        }
    }

    @Test
    void eventsCostWhatTheTheoremsSay() {
        assertEquals(1 / 200.0, new DiscreteGaussianEvent("x", 1, 100, 1).rho(), 1e-15);
        assertTrue(new DiscreteGaussianEvent("x", 1, 300, 7).rho() >= 7 / 600.0);
        assertEquals(2 / 200.0, new DiscreteGaussianEvent("x", 2, 100, 1).rho(), 1e-15);
        DiscreteLaplaceEvent laplace = new DiscreteLaplaceEvent("x", 1, 10, 1);
        assertEquals(0.1, laplace.epsilon(), 1e-15);
        assertEquals(0.005, laplace.rho(), 1e-15);
        assertTrue(laplace.epsilon() >= 0.1);
        assertThrows(IllegalArgumentException.class, () -> new DiscreteGaussianEvent("", 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new DiscreteGaussianEvent("x", 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new DiscreteLaplaceEvent("x", 1, 0, 1));
    }

    @Test
    void accountantAddsUp() {
        ZcdpAccountant accountant = new ZcdpAccountant();
        assertThrows(IllegalStateException.class, accountant::total);
        for (int i = 0; i < 1000; i++) {
            accountant.charge(new DiscreteGaussianEvent("x", 1, 500, 1));
        }
        assertTrue(accountant.total().rho() >= 1);
        assertEquals(1, accountant.total().rho(), 1e-12);
        assertEquals(7.76621662531172, accountant.total(1e-6).epsilon(), 1e-7);
        assertEquals(1000, accountant.events().size());
    }
}
