// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.murmuration.engine.marginal.Clique;

/** The pairs of attributes that a model may be chosen from. Public knowledge decides, or noisy counts. */
final class CandidatePairs {
    /** Most cells of all candidates together: exact counts are kept, and the model's beside them. */
    static final long MAX_CELLS = 30_000_000;

    private CandidatePairs() {}

    /**
     * Pairs of attributes with more than one level whose table the model could hold; the smallest ones where all
     * together would take too much memory.
     *
     * @param shape number of levels of each attribute
     * @param maxCells cells that the model may have
     * @return in canonical order
     */
    static List<Clique> of(int[] shape, long maxCells) {
        if (shape.length < 2) {
            return List.of();
        }
        List<Clique> bySize = Clique.allOf(shape.length, 2).stream()
                .filter(c -> shape[c.get(0)] > 1 && shape[c.get(1)] > 1)
                .sorted(Comparator.<Clique>comparingLong(c -> c.cells(shape)).thenComparing(Comparator.naturalOrder()))
                .toList();
        List<Clique> kept = new ArrayList<>();
        long cells = 0;
        for (Clique c : bySize) {
            long here = c.cells(shape);
            if (here > maxCells || cells + here > MAX_CELLS) {
                break;
            }
            cells += here;
            kept.add(c);
        }
        return kept.stream().sorted().toList();
    }
}
