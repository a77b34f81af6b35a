// SPDX-License-Identifier: Apache-2.0
package org.murmuration.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pitest.mutationtest.DetectionStatus;

class ExcusesTest {
    private static final Mutant KILLED = new Mutant("room.A.f", "x++;", "changed", DetectionStatus.KILLED, 3);
    private static final Mutant SURVIVOR = new Mutant("room.A.f", "if (x < 3) {", "moved", DetectionStatus.SURVIVED, 4);
    private static final Mutant UNSEEN = new Mutant("room.A$B.g", "y || z", "always", DetectionStatus.NO_COVERAGE, 5);

    @Test
    void survivorsAndUnseenMutantsNeedAnExcuse() {
        Excuses none = new Excuses("# nothing\n\n");
        assertEquals(
                2,
                none.problems(List.of(KILLED, SURVIVOR, UNSEEN), List.of("room.A"))
                        .size());
        Excuses both =
                new Excuses("room.A.f | if (x < 3) { | moved | x is even\nroom.A$B.g | y || z | always | y is z");
        assertEquals(List.of(), both.problems(List.of(KILLED, SURVIVOR, UNSEEN), List.of("room.A")));
        assertEquals(2, both.of("room.A").size());
    }

    @Test
    void anExcuseThatExcusesNothingIsAProblemWhereItsClassWasLookedAt() {
        Excuses stale = new Excuses("room.A.f | x++; | changed | nobody reads x");
        assertEquals(1, stale.problems(List.of(KILLED), List.of("room.A")).size());
        assertEquals(List.of(), stale.problems(List.of(), List.of("room.AB")));
    }

    @Test
    void excusesHaveReasonsAndStandOnce() {
        assertThrows(IllegalArgumentException.class, () -> new Excuses("room.A.f | x++; | changed"));
        assertThrows(IllegalArgumentException.class, () -> new Excuses("room.A.f | x++; | changed | "));
        String one = "room.A.f | x++; | changed | nobody reads x\n";
        assertThrows(IllegalArgumentException.class, () -> new Excuses(one + one));
    }
}
