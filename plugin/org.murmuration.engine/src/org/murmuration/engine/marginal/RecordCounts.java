// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.List;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.progress.ProgressMonitor;

/** Counts of records in memory. */
record RecordCounts(Dataset records) implements CountSource {
    @Override
    public Domain domain() {
        return records.domain();
    }

    @Override
    public long rows() {
        return records.rows();
    }

    @Override
    public List<Marginal> count(Workload workload, Merging merging, ProgressMonitor monitor) {
        return MarginalCounter.count(records, workload, merging, monitor);
    }

    @Override
    public List<long[]> count(List<Partition> partitions, ProgressMonitor monitor) {
        return partitions.stream()
                .map(p -> {
                    monitor.checkCanceled();
                    return count(p);
                })
                .toList();
    }

    private long[] count(Partition partition) {
        long[] counts = new long[partition.cells()];
        for (int r = 0; r < records.rows(); r++) {
            Partition at = partition;
            int cell = 0;
            while (at instanceof Partition.Cut cut) {
                if (cut.isLeft(records.code(r, cut.attribute()))) {
                    at = cut.left();
                } else {
                    cell += cut.left().cells();
                    at = cut.right();
                }
            }
            counts[cell]++;
        }
        return counts;
    }
}
