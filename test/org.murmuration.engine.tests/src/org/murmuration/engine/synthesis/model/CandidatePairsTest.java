// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.marginal.Clique;

class CandidatePairsTest {
    @Test
    void areAllPairsThatVaryAndFit() {
        assertEquals(Clique.allOf(3, 2), CandidatePairs.of(new int[] {2, 3, 4}, 1000));
        assertEquals(List.of(Clique.of(0, 2)), CandidatePairs.of(new int[] {2, 1, 4}, 1000), "one level varies not");
        assertEquals(List.of(), CandidatePairs.of(new int[] {5}, 1000));
        assertEquals(
                List.of(Clique.of(0, 1), Clique.of(0, 2)), CandidatePairs.of(new int[] {10, 100, 100}, 1000), "limit");
    }

    @Test
    void theSmallestStayWhereAllWouldTakeTooMuchMemory() {
        int[] shape = {5000, 4000, 10, 3000, 20};
        List<Clique> kept = CandidatePairs.of(shape, Long.MAX_VALUE);
        assertTrue(kept.contains(Clique.of(1, 3)), "12,000,000 cells");
        assertTrue(kept.contains(Clique.of(0, 3)), "15,000,000 cells more");
        assertTrue(!kept.contains(Clique.of(0, 1)), "20,000,000 cells do not fit any more");
        assertEquals(9, kept.size());
        assertEquals(kept.stream().sorted().toList(), kept);
    }
}
