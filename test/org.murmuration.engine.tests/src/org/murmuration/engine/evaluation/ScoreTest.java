// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final Score PLAIN = Score.of("metric", 0.5, "A sentence.");

    @Test
    void aPlainScoreIsOfWholeRecordsAndExact() {
        assertEquals(new Score("metric", 0, "", 0.5, Double.NaN, Double.NaN, 0, "A sentence."), PLAIN);
    }

    @Test
    void everythingElseIsAddedOneByOne() {
        assertEquals(
                new Score("metric", 2, "a, b", 0.5, 0.9, 0.1, 0.01, "A sentence."),
                PLAIN.together(2).about("a, b").against(0.9, 0.1).withError(0.01));
    }

    @Test
    void keysTellWhatAScoreIsAboutAndNotItsValue() {
        for (Score other :
                List.of(PLAIN.together(1), PLAIN.about("a"), Score.of("other", 0.5, "A sentence."), PLAIN.about("1"))) {
            assertNotEquals(PLAIN.key(), other.key());
        }
        assertEquals(
                PLAIN.key(),
                Score.of("metric", 7, "Another sentence.").withError(1).key());
        assertEquals(PLAIN.key(), PLAIN.against(1, 0).key());
    }
}
