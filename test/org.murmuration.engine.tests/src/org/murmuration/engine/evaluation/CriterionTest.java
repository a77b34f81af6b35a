// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CriterionTest {
    @Test
    void theBetterValueIsTheLargerOrTheSmallerAndNoneIsWorst() {
        Criterion large = new Criterion("score", true);
        Criterion small = new Criterion("error", false);
        assertTrue(large.goodness(2) > large.goodness(1));
        assertTrue(small.goodness(1) > small.goodness(2));
        for (Criterion c : List.of(large, small)) {
            assertTrue(c.goodness(Double.NaN) < c.goodness(1e300), c.title());
            assertTrue(c.goodness(Double.NaN) < c.goodness(-1e300), c.title());
        }
    }
}
