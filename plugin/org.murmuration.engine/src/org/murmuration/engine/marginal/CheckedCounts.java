// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.List;
import java.util.function.IntToLongFunction;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.progress.ProgressMonitor;

/** Looks at each answer of a source. Messages hold nothing about the records. */
record CheckedCounts(CountSource source) implements CountSource {
    @Override
    public Domain domain() {
        return source.domain();
    }

    @Override
    public long rows() {
        long rows = source.rows();
        Checks.require(rows >= 0, "The number of records must be at least 0.");
        return rows;
    }

    @Override
    public List<Marginal> count(Workload workload, Merging merging, ProgressMonitor monitor) {
        Checks.require(workload.domain().equals(domain()), "The workload is over another domain.");
        Checks.require(merging.fits(domain()), "The levels are merged for another domain.");
        List<Marginal> marginals = source.count(workload, merging, monitor);
        List<Clique> cliques = workload.cliques();
        Checks.require(marginals.size() == cliques.size(), "There must be one table of counts a clique.");
        long rows = rows();
        for (int i = 0; i < cliques.size(); i++) {
            Marginal m = marginals.get(i);
            Checks.require(
                    m.clique().equals(cliques.get(i))
                            && m.domain().equals(domain())
                            && m.cells() == merging.cells(m.clique()),
                    "The counts of " + cliques.get(i).describe(domain()) + " are those of another table.");
            Checks.require(
                    countsEachOnce(m.cells(), m::count, rows),
                    "The counts of " + cliques.get(i).describe(domain())
                            + " do not add up to the number of records. All counts must be of the same records.");
        }
        return marginals;
    }

    @Override
    public List<long[]> count(List<Partition> partitions, ProgressMonitor monitor) {
        for (Partition p : partitions) {
            Checks.require(p.fits(domain()), "A partition is of another domain.");
        }
        List<long[]> counts = source.count(partitions, monitor);
        Checks.require(counts.size() == partitions.size(), "There must be one list of counts a partition.");
        long rows = rows();
        for (int i = 0; i < counts.size(); i++) {
            long[] c = counts.get(i);
            Checks.require(c.length == partitions.get(i).cells(), "There must be one count per cell.");
            Checks.require(
                    countsEachOnce(c.length, cell -> c[cell], rows),
                    "The counts of a partition do not add up to the number of records. All counts must be of the same"
                            + " records.");
        }
        return counts;
    }

    private static boolean countsEachOnce(int cells, IntToLongFunction count, long rows) {
        long left = rows;
        for (int cell = 0; cell < cells; cell++) {
            long here = count.applyAsLong(cell);
            if (here < 0 || here > left) {
                return false;
            }
            left -= here;
        }
        return left == 0;
    }
}
