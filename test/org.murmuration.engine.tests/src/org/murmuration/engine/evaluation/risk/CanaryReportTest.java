// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.murmuration.engine.random.RandomSource;

class CanaryReportTest {
    /** Of pure differential privacy the bound has a closed form when all guesses are right. */
    @Test
    void allRightGuessesHaveAClosedForm() {
        for (int guesses : new int[] {10, 100, 1000}) {
            double q = Math.pow(0.05, 1.0 / guesses);
            double expected = Math.log(q / (1 - q));
            assertEquals(expected, new CanaryReport(2 * guesses, guesses, guesses).epsilonAtLeast(0, 0.95), 1e-9);
        }
        assertEquals(0, new CanaryReport(100, 50, 25).epsilonAtLeast(0, 0.95));
        assertEquals(0, new CanaryReport(0, 0, 0).epsilonAtLeast(0, 0.95));
        CanaryReport good = new CanaryReport(1000, 500, 450);
        assertTrue(good.epsilonAtLeast(1e-5, 0.95) < good.epsilonAtLeast(0, 0.95));
        assertTrue(good.epsilonAtLeast(1e-5, 0.99) < good.epsilonAtLeast(1e-5, 0.95));
        assertTrue(good.epsilonAtLeast(0.01, 0.95) < good.epsilonAtLeast(1e-5, 0.95));
    }

    /**
     * Guesses through randomised response of epsilon are right with probability e^eps / (1 + e^eps): the bound passes the truth in
     * at most 5 % of the runs; more than 72 of 1,000 has probability 0.001. It also comes near.
     */
    @Test
    void theBoundHoldsForRandomisedResponse() {
        for (double epsilon : new double[] {0.5, 2}) {
            RandomSource random = RandomSource.seeded("responses" + epsilon);
            double right = 1 / (1 + Math.exp(-epsilon));
            int passed = 0;
            double sum = 0;
            for (int i = 0; i < 1000; i++) {
                int correct = 0;
                for (int g = 0; g < 300; g++) {
                    correct += random.nextLong(1L << 40) < right * (1L << 40) ? 1 : 0;
                }
                double bound = new CanaryReport(600, 300, correct).epsilonAtLeast(0, 0.95);
                passed += bound > epsilon ? 1 : 0;
                sum += bound / 1000;
            }
            assertTrue(passed <= 72, passed + " of 1000 pass epsilon " + epsilon);
            assertTrue(sum > 0.5 * epsilon, "mean bound " + sum + " of epsilon " + epsilon);
        }
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new CanaryReport(10, 5, 6));
        assertThrows(IllegalArgumentException.class, () -> new CanaryReport(10, 5, 5).epsilonAtLeast(1, 0.95));
        assertThrows(IllegalArgumentException.class, () -> new CanaryReport(10, 5, 5).epsilonAtLeast(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new CanaryReport(10, 11, 5));
        assertThrows(IllegalArgumentException.class, () -> new CanaryReport(10, 5, -1));
        assertThrows(IllegalArgumentException.class, () -> new CanaryReport(10, 5, 5).epsilonAtLeast(-0.1, 0.95));
    }
}
