// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.learning.RegressionReport.Coefficient;

class RegressionReportTest {
    @Test
    void overlapIsThatOfTheIntervals() {
        assertEquals(1, new Coefficient("t", 1, 0.1, 1, 0.1).overlap(), 1e-12);
        // the narrow interval lies within the wide one: all of one, half of the other
        assertEquals(0.75, new Coefficient("t", 1, 0.1, 1, 0.2).overlap(), 1e-12);
        assertTrue(new Coefficient("t", 1, 0.1, 2, 0.1).overlap() < 0);
        assertTrue(Double.isNaN(new Coefficient("t", 1, 0.1, Double.NaN, 0.1).overlap()));
    }
}
