// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.AdultPairs;
import org.murmuration.engine.evaluation.Rate;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;

class AttackResultTest {
    /** The peer's own numbers for given numbers of successes, to the last digits. */
    @Test
    void riskAndIntervalAreThoseOfTheReference() throws IOException {
        int compared = 0;
        for (JsonObject v :
                AdultPairs.json("reference.json").getArray("confidence").objects()) {
            if (v.getDouble("confidence_level") != 0.95) {
                continue; // we print 95 % only
            }
            int n = v.getInt("n_attacks");
            boolean hasControl = v.has("n_control");
            AttackResult r = new AttackResult(
                    "reference",
                    n,
                    v.getInt("n_success"),
                    v.getInt("n_baseline"),
                    hasControl ? n : 0,
                    v.getInt("n_control", 0));
            assertRate(v.getArray("attack_rate"), r.attackRate());
            assertRate(v.getArray("baseline_rate"), r.baselineRate());
            if (hasControl) {
                assertRate(v.getArray("control_rate"), r.controlRate());
            }
            assertEquals(v.getDouble("risk"), r.risk(), 1e-12);
            assertEquals(v.getArray("risk_ci").getDouble(0), r.low(), 1e-12);
            assertEquals(v.getArray("risk_ci").getDouble(1), r.high(), 1e-12);
            compared++;
        }
        assertTrue(compared >= 7);
    }

    private static void assertRate(JsonArray expected, Rate rate) {
        assertEquals(expected.getDouble(0), rate.value(), 1e-12);
        assertEquals(expected.getDouble(1), rate.error(), 1e-12);
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
