// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.AdultPairs;
import org.murmuration.engine.evaluation.Rate;

class AttackResultTest {
    /** The peer's own numbers for given numbers of successes, to the last digits. */
    @Test
    void riskAndIntervalAreThoseOfTheReference() throws IOException {
        int compared = 0;
        for (JsonNode v : AdultPairs.json("reference.json").path("confidence")) {
            if (v.path("confidence_level").doubleValue() != 0.95) {
                continue; // we print 95 % only
            }
            int n = v.path("n_attacks").asInt();
            boolean hasControl = !v.path("n_control").isNull();
            AttackResult r = new AttackResult(
                    "reference",
                    n,
                    v.path("n_success").asInt(),
                    v.path("n_baseline").asInt(),
                    hasControl ? n : 0,
                    v.path("n_control").asInt());
            assertRate(v.path("attack_rate"), r.attackRate());
            assertRate(v.path("baseline_rate"), r.baselineRate());
            if (hasControl) {
                assertRate(v.path("control_rate"), r.controlRate());
            }
            assertEquals(v.path("risk").doubleValue(), r.risk(), 1e-12);
            assertEquals(v.path("risk_ci").get(0).doubleValue(), r.low(), 1e-12);
            assertEquals(v.path("risk_ci").get(1).doubleValue(), r.high(), 1e-12);
            compared++;
        }
        assertTrue(compared >= 7);
    }

    private static void assertRate(JsonNode expected, Rate rate) {
        assertEquals(expected.get(0).doubleValue(), rate.value(), 1e-12);
        assertEquals(expected.get(1).doubleValue(), rate.error(), 1e-12);
    }

    @Test
    void moreSuccessesThanAttacksAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new AttackResult("none", 0, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new AttackResult("successes", 1, 2, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new AttackResult("baseline", 1, 0, 2, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new AttackResult("control", 1, 0, 0, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> new AttackResult("negative", 1, -1, 0, 0, 0));
    }

    @Test
    void aRiskWithoutControlIsTheWholeSuccess() {
        AttackResult r = new AttackResult("alone", 200, 50, 50, 0, 0);
        assertFalse(r.hasControl());
        assertEquals(r.attackRate().value(), r.risk(), 1e-15);
        assertEquals(r.risk() - r.attackRate().error(), r.low(), 1e-15);
        assertFalse(r.beatsGuessing(), "as often right as a guess");
        assertTrue(new AttackResult("better", 200, 51, 50, 0, 0).beatsGuessing());
    }

    @Test
    void risksStayBetweenZeroAndOne() {
        AttackResult worse = new AttackResult("worse than on others", 100, 0, 0, 100, 100);
        assertEquals(0, worse.risk());
        assertEquals(0, worse.low());
        AttackResult all = new AttackResult("all", 2, 2, 0, 2, 0);
        assertEquals(1, all.high());
    }
}
