// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import java.util.List;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.progress.ProgressMonitor;

/** Looks at each answer of a source. Messages hold nothing about the families. */
record CheckedFamilies(FamilyCountSource source) implements FamilyCountSource {
    @Override
    public LinkedCodebook codebook() {
        return source.codebook();
    }

    @Override
    public long families() {
        long families = source.families();
        Checks.require(families >= 0, "The number of families must be at least 0.");
        return families;
    }

    @Override
    public long[][] count(List<LinkedQuery> queries, int bits, ProgressMonitor monitor) {
        long[][] tables = source.count(queries, bits, monitor);
        Checks.require(tables.length == queries.size(), "There must be one table a query.");
        long most = steps(bits);
        for (int q = 0; q < tables.length; q++) {
            LinkedQuery query = queries.get(q);
            Checks.require(tables[q].length == query.cells(codebook()), "There must be one number per cell.");
            long left = left(tables[q], most);
            Checks.require(
                    left == 0 || left > 0 && query.isAboutChildren(codebook()),
                    "A table of kind " + query.kind(codebook())
                            + " does not count each family once. All tables must be of the same families.");
        }
        return tables;
    }

    @Override
    public long[] countLadder(int bits) {
        long[] ladder = source.countLadder(bits);
        Checks.require(
                ladder.length == codebook().counts().ladder().length, "The numbers of children have the wrong steps.");
        Checks.require(
                left(ladder, steps(bits)) == 0,
                "The numbers of children do not count each family once. All tables must be of the same families.");
        return ladder;
    }

    private long steps(int bits) {
        Checks.require(bits >= 0 && bits <= FamilyCounter.BITS, "A grid has 0 to " + FamilyCounter.BITS + " bits.");
        long families = families();
        Checks.require(
                families <= Long.MAX_VALUE >> bits, "There are more families than can be counted on a grid that fine.");
        return families << bits;
    }

    /** What is left of all steps, below 0 when a number is negative or there are more than all. */
    private static long left(long[] table, long most) {
        long left = most;
        for (long steps : table) {
            if (steps < 0 || steps > left) {
                return -1;
            }
            left -= steps;
        }
        return left;
    }
}
