// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Counts cliques of dense domains exactly.
 *
 * <p>Cliques that agree in all but their last attribute form a group: their common part of the cell index is computed
 * once per block of records, and each clique then costs one multiply-free addition and one increment a record. Groups
 * are spread over all processors; each array of counts belongs to one thread.
 */
public final class MarginalCounter {
    private static final int BLOCK = 4096;
    private static final long MAX_CELLS = 1L << 28;

    private MarginalCounter() {}

    /**
     * Counts all cliques of a workload.
     *
     * @param data the records
     * @param workload cliques over the domain of the records
     * @param monitor receives progress
     * @return one marginal a clique, in the order of the workload
     * @throws IllegalArgumentException when the domains differ or a clique has more than 2^28 cells
     */
    public static List<Marginal> count(Dataset data, Workload workload, ProgressMonitor monitor) {
        return count(data, workload, Merging.none(data.domain()), monitor);
    }

    /**
     * Counts all cliques of a workload over merged levels.
     *
     * @param data the records
     * @param workload cliques over the domain of the records
     * @param merging levels that are counted as one
     * @param monitor receives progress
     * @return one marginal a clique, in the order of the workload
     * @throws IllegalArgumentException when the domains differ or a clique has more than 2^28 cells
     */
    public static List<Marginal> count(Dataset data, Workload workload, Merging merging, ProgressMonitor monitor) {
        Checks.require(data.domain().equals(workload.domain()), "The workload is over another domain.");
        Checks.require(merging.fits(data.domain()), "The levels are merged for another domain.");
        List<Clique> cliques = workload.cliques();
        Marginal[] results = new Marginal[cliques.size()];
        for (Clique c : cliques) {
            Checks.require(
                    merging.cells(c) <= MAX_CELLS,
                    "The combination of " + c.describe(data.domain()) + " has more than " + MAX_CELLS
                            + " cells; declare fewer categories or wider bins.");
        }
        List<int[]> groups = groups(cliques);
        AtomicInteger done = new AtomicInteger();
        Parallel.forEach(groups.size(), g -> {
            countGroup(data, cliques, groups.get(g), merging, results, monitor);
            monitor.report((double) done.incrementAndGet() / groups.size(), "Counting combinations");
        });
        return List.of(results);
    }

    /**
     * Counts one clique.
     *
     * @param data the records
     * @param clique over the domain of the records
     * @return its counts
     */
    public static Marginal count(Dataset data, Clique clique) {
        return count(data, new Workload(data.domain(), List.of(clique)), ProgressMonitor.NONE)
                .get(0);
    }

    /** Ranges of cliques, first and end, that share all attributes but the last. */
    private static List<int[]> groups(List<Clique> cliques) {
        List<int[]> groups = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= cliques.size(); i++) {
            if (i == cliques.size() || !samePrefix(cliques.get(start), cliques.get(i))) {
                groups.add(new int[] {start, i});
                start = i;
            }
        }
        return groups;
    }

    private static boolean samePrefix(Clique a, Clique b) {
        int n = a.size() - 1;
        return a.size() == b.size() && Arrays.equals(a.toArray(), 0, n, b.toArray(), 0, n);
    }

    private static void countGroup(
            Dataset data,
            List<Clique> cliques,
            int[] group,
            Merging merging,
            Marginal[] results,
            ProgressMonitor monitor) {
        int[] shape = merging.shape();
        Clique first = cliques.get(group[0]);
        int prefix = first.size() - 1;
        int[][] counts = new int[group[1] - group[0]][];
        for (int c = 0; c < counts.length; c++) {
            counts[c] = new int[(int) merging.cells(cliques.get(group[0] + c))];
        }
        int[] base = new int[BLOCK];
        int[] codes = new int[BLOCK];
        for (int from = 0; from < data.rows(); from += BLOCK) {
            if (monitor.isCanceled()) {
                break;
            }
            int n = Math.min(BLOCK, data.rows() - from);
            Arrays.fill(base, 0, n, 0);
            for (int p = 0; p < prefix; p++) {
                int size = shape[first.get(p)];
                merging.copyCodes(data, first.get(p), from, n, codes);
                for (int i = 0; i < n; i++) {
                    base[i] = base[i] * size + codes[i];
                }
            }
            for (int c = 0; c < counts.length; c++) {
                int last = cliques.get(group[0] + c).get(prefix);
                merging.copyCodes(data, last, from, n, codes);
                increment(base, codes, n, shape[last], counts[c]);
            }
        }
        monitor.checkCanceled();
        for (int c = 0; c < counts.length; c++) {
            results[group[0] + c] = new Marginal(data.domain(), cliques.get(group[0] + c), counts[c]);
        }
    }

    private static void increment(int[] base, int[] codes, int n, int size, int[] counts) {
        for (int i = 0; i < n; i++) {
            counts[base[i] * size + codes[i]]++;
        }
    }
}
