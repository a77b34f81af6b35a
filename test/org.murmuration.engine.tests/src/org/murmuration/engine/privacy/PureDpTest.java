// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PureDpTest {
    @Test
    void saysWhatItGuarantees() {
        assertEquals("epsilon 0.5 differential privacy", new PureDp(0.5).describe());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1, Double.MAX_VALUE})
    void takesAnyFiniteEpsilonAboveZero(double epsilon) {
        assertEquals(epsilon, new PureDp(epsilon).epsilon());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesOthers(double epsilon) {
        assertEquals(
                "epsilon must be finite and above 0, but is " + epsilon,
                assertThrows(IllegalArgumentException.class, () -> new PureDp(epsilon))
                        .getMessage());
    }
}
