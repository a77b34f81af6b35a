// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApproximateDpTest {
    @Test
    void saysWhatItGuarantees() {
        assertEquals("(epsilon 1.0, delta 1.0E-6) differential privacy", new ApproximateDp(1, 1e-6).describe());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAnEpsilonThatIsNotFiniteAndAboveZero(double epsilon) {
        assertThrows(IllegalArgumentException.class, () -> new ApproximateDp(epsilon, 0.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1e-6, 1 - 0x1p-53})
    void takesAnyDeltaStrictlyBetweenZeroAndOne(double delta) {
        assertEquals(delta, new ApproximateDp(1, delta).delta());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1e-9, 1, 2, Double.NaN})
    void refusesOthers(double delta) {
        assertEquals(
                "delta must lie strictly between 0 and 1, but is " + delta,
                assertThrows(IllegalArgumentException.class, () -> new ApproximateDp(1, delta))
                        .getMessage());
    }
}
