// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.progress.ProgressMonitor;

/** Counts without any record: how often each whole combination of levels occurs. Adds up in the plainest way. */
public final class StoredCounts implements CountSource {
    private final Domain domain;
    private final Map<List<Integer>, Long> counts;

    private StoredCounts(Domain domain, Map<List<Integer>, Long> counts) {
        this.domain = domain;
        this.counts = counts;
    }

    /** As if each of some records had been there so many times. */
    public static StoredCounts of(Dataset records, long times) {
        Map<List<Integer>, Long> counts = new LinkedHashMap<>();
        for (int r = 0; r < records.rows(); r++) {
            List<Integer> levels = new ArrayList<>();
            for (int a = 0; a < records.domain().size(); a++) {
                levels.add(records.code(r, a));
            }
            counts.merge(levels, times, Math::addExact);
        }
        return new StoredCounts(records.domain(), counts);
    }

    @Override
    public Domain domain() {
        return domain;
    }

    @Override
    public long rows() {
        return counts.values().stream().reduce(0L, Math::addExact);
    }

    @Override
    public List<Marginal> count(Workload workload, Merging merging, ProgressMonitor monitor) {
        List<Marginal> marginals = new ArrayList<>();
        for (Clique clique : workload.cliques()) {
            long[] cells = new long[(int) merging.cells(clique)];
            int[] shape = merging.shape();
            int[] attributes = clique.toArray();
            int[][] merged = Arrays.stream(attributes).mapToObj(merging::levels).toArray(int[][]::new);
            counts.forEach((levels, count) -> {
                int cell = 0;
                for (int i = 0; i < attributes.length; i++) {
                    cell = cell * shape[attributes[i]] + merged[i][levels.get(attributes[i])];
                }
                cells[cell] += count;
            });
            marginals.add(Marginal.of(domain, clique, merging, cells));
        }
        return marginals;
    }

    @Override
    public List<long[]> count(List<Partition> partitions, ProgressMonitor monitor) {
        List<long[]> result = new ArrayList<>();
        for (Partition partition : partitions) {
            long[] cells = new long[partition.cells()];
            counts.forEach((levels, count) -> cells[cell(partition, levels)] += count);
            result.add(cells);
        }
        return result;
    }

    private static int cell(Partition partition, List<Integer> levels) {
        if (partition instanceof Partition.Cut cut) {
            return cut.isLeft(levels.get(cut.attribute()))
                    ? cell(cut.left(), levels)
                    : cut.left().cells() + cell(cut.right(), levels);
        }
        return 0;
    }
}
