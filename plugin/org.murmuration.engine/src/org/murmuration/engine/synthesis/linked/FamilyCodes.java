// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Shuffle;

/** Synthetic families while they are made: codes that change, numbers of children that do not. */
final class FamilyCodes {
    private final LinkedCodebook codebook;
    private final int[] first;
    private final int[][] codes;

    /**
     * @param numbers of children of each family
     */
    FamilyCodes(LinkedCodebook codebook, int[] numbers) {
        this.codebook = codebook;
        first = new int[numbers.length + 1];
        for (int f = 0; f < numbers.length; f++) {
            first[f + 1] = Math.addExact(first[f], numbers[f]);
        }
        codes = new int[codebook.size()][];
        for (int a = 0; a < codes.length; a++) {
            codes[a] = new int[codebook.isOfChild(a) ? first[numbers.length] : numbers.length];
        }
        for (int f = 0; f < numbers.length; f++) {
            codes[codebook.countIndex()][f] = codebook.counts().levelOf(numbers[f]);
        }
    }

    LinkedCodebook codebook() {
        return codebook;
    }

    int families() {
        return first.length - 1;
    }

    int children() {
        return first[families()];
    }

    int firstChild(int family) {
        return first[family];
    }

    int childrenOf(int family) {
        return first[family + 1] - first[family];
    }

    int parent(int attribute, int family) {
        return codes[attribute][family];
    }

    int child(int attribute, int child) {
        return codes[attribute][child];
    }

    int[] column(int attribute) {
        return codes[attribute];
    }

    /** The families in random order, siblings too, so that the place of a row shows nothing. */
    LinkedDataset shuffled(RandomSource random) {
        int[] order = Shuffle.positions(families(), random);
        int[] childOrder = new int[children()];
        int[] owners = new int[children()];
        int n = 0;
        for (int row = 0; row < order.length; row++) {
            int from = n;
            for (int c = first[order[row]]; c < first[order[row] + 1]; c++) {
                owners[n] = row;
                childOrder[n++] = c;
            }
            Shuffle.shuffle(childOrder, from, n, random);
        }
        return LinkedDataset.of(
                codebook,
                select(0, codebook.countIndex(), order, codebook.parents().domain()),
                select(
                        codebook.countIndex() + 1,
                        codebook.size(),
                        childOrder,
                        codebook.children().domain()),
                owners);
    }

    private Dataset select(int from, int to, int[] rows, Domain domain) {
        int[][] chosen = new int[to - from][rows.length];
        for (int a = from; a < to; a++) {
            for (int r = 0; r < rows.length; r++) {
                chosen[a - from][r] = codes[a][rows[r]];
            }
        }
        return Dataset.of(domain, chosen);
    }
}
