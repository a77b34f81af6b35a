// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.murmuration.engine.random.RandomSource;

class GaussianDpTest {
    private static final NormalDistribution NORMAL = new NormalDistribution();

    /** The textbook formula, which loses digits in the tails. */
    private static double textbook(double mu, double epsilon) {
        return NORMAL.cumulativeProbability(mu / 2 - epsilon / mu)
                - Math.exp(epsilon) * NORMAL.cumulativeProbability(-mu / 2 - epsilon / mu);
    }

    @Test
    void sigmasAgreeWithThePublishedOnes() throws IOException {
        List<String[]> vectors = Vectors.read("gaussian-vectors.csv");
        assertEquals(18, vectors.size());
        for (String[] v : vectors) {
            double epsilon = Double.parseDouble(v[0]);
            double delta = Double.parseDouble(v[1]);
            double sigma = Double.parseDouble(v[2]);
            double ours = 1 / GaussianDp.mu(epsilon, delta);
            assertEquals(sigma, ours, sigma * 1e-9, String.join(",", v));
            assertEquals(epsilon, GaussianDp.epsilon(1 / ours, delta), epsilon * 1e-9);
        }
        assertEquals(13.3596077, Math.sqrt(10) / GaussianDp.mu(1, 1e-6), 1e-7);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 1, 3, 10})
    void deltaAgreesWithTheTextbookWhereThatIsExact(double mu) {
        for (double epsilon = 0; epsilon < 3 * mu + mu * mu / 2; epsilon += mu / 3) {
            double expected = textbook(mu, epsilon);
            double actual = GaussianDp.delta(mu, epsilon);
            assertEquals(expected, actual, 1e-9 * expected + 1e-14, mu + " " + epsilon);
        }
    }

    @Test
    void deltaIsAccurateFarInTheTail() {
        // the integral in 50 digits (mpmath.quad of phi(x)(1 - exp(-mu (x - a))) from a); the cancelling formula in
        // doubles
        // gives 9.6e-25
        double exact = 1.2308359836427042e-25;
        assertTrue(GaussianDp.delta(0.1, 1) >= exact);
        assertEquals(exact, GaussianDp.delta(0.1, 1), exact * 1e-11);
    }

    @Test
    void deltaFallsWithEpsilonAndRisesWithMu() {
        RandomSource random = RandomSource.seeded("gaussian dp");
        for (int i = 0; i < 200; i++) {
            double mu = Math.exp(6 * random.nextDouble() - 4);
            double epsilon = mu * 6 * random.nextDouble();
            double delta = GaussianDp.delta(mu, epsilon);
            assertTrue(GaussianDp.delta(mu, epsilon * 1.01 + 1e-3) <= delta);
            assertTrue(GaussianDp.delta(mu * 1.01, epsilon) >= delta);
            if (delta > 1e-200 && delta < 0.5) {
                double back = GaussianDp.epsilon(mu, delta);
                assertTrue(GaussianDp.delta(mu, back) <= delta);
                assertEquals(epsilon, back, 1e-8 * (1 + epsilon));
            }
        }
    }

    @Test
    void compositionIsOneMechanismWithTheRootOfTheSumOfSquares() {
        GaussianDpAccountant accountant = new GaussianDpAccountant();
        assertEquals(0, accountant.epsilon(1e-6));
        accountant.charge(new ComposedEvent("x", List.of(new GaussianEvent("a", 10)), 99));
        accountant.charge(new GaussianEvent("b", 10));
        assertEquals(1, accountant.mu(), 1e-12);
        assertEquals(4.8865541, accountant.epsilon(1e-6), 1e-6);
        assertEquals(0.126937, accountant.delta(1), 1e-6);
        assertThrows(IllegalArgumentException.class, () -> accountant.charge(new LaplaceEvent("c", 1)));
        assertEquals(2, accountant.events().size());
    }

    @Test
    void rejectsWhatIsNoParameter() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> GaussianDp.delta(bad, 1));
            assertThrows(IllegalArgumentException.class, () -> GaussianDp.mu(bad, 1e-6));
            assertThrows(IllegalArgumentException.class, () -> new GaussianEvent("x", bad));
        }
        assertThrows(IllegalArgumentException.class, () -> GaussianDp.epsilon(1, 0));
        assertThrows(IllegalArgumentException.class, () -> GaussianDp.delta(1, -1));
    }
}
