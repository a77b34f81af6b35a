// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.Rate;
import org.murmuration.engine.evaluation.Score;

class DistinguishabilityTest {
    @Test
    void ratiosAreAgainstChance() {
        Distinguishability d = new Distinguishability(500, 0.06, 0.02, 700, 0.001, 0.1);
        assertEquals(3, d.ratio(), 1e-12);
        assertEquals(5, d.independentRatio(), 1e-12);
        assertEquals(Map.of(Distinguishability.CRITERION, d.ratio()), d.criteria());
        Distinguishability constant = new Distinguishability(5, 0, 0, 5, 0, 0);
        assertTrue(Double.isNaN(constant.ratio()) && Double.isNaN(constant.independentRatio()));
    }

    /** Records that are alike are right or wrong together: then the permutations know better than Wilson. */
    @Test
    void theIntervalIsTheWiderOfTwo() {
        Rate wilson = Rate.wilson(700, 1000);
        assertEquals(wilson, new Distinguishability(500, 0, 0, 700, 0.001, 0).accuracy());
        Rate wide = new Distinguishability(500, 0, 0, 700, 0.1, 0).accuracy();
        assertEquals(wilson.value(), wide.value());
        assertEquals(0.2093, wide.error(), 1e-4, "2.093 deviations of Student's distribution with 19 degrees");
    }

    @Test
    void scoresStandBesideTheirAnchors() {
        List<Score> scores = new Distinguishability(500, 0.06, 0.02, 700, 0.001, 0.1).scores();
        assertEquals(5, scores.size());
        assertEquals(500, scores.get(0).value());
        assertEquals(0.5, scores.get(1).chance());
        assertEquals(0.02, scores.get(3).chance());
        assertEquals(0.1, scores.get(3).independent());
        assertEquals(1, scores.get(4).chance());
        assertEquals(5, scores.get(4).independent(), 1e-12);
    }
}
