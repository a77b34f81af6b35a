// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZeroConcentratedDpTest {
    @Test
    void saysWhatItGuarantees() {
        assertEquals("rho 0.5 zero-concentrated differential privacy", new ZeroConcentratedDp(0.5).describe());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1, Double.MAX_VALUE})
    void takesAnyFiniteRhoAboveZero(double rho) {
        assertEquals(rho, new ZeroConcentratedDp(rho).rho());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesOthers(double rho) {
        assertEquals(
                "rho must be finite and above 0, but is " + rho,
                assertThrows(IllegalArgumentException.class, () -> new ZeroConcentratedDp(rho))
                        .getMessage());
    }
}
