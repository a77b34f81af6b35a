// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Exact tables of families on a grid of 2^-bits families.
 *
 * <p><b>What a family adds to a table.</b> With k children, n(x) of which have the levels x of the query:
 *
 * <pre>no child's attribute:   1 in one cell
 * a child's attributes:   n(x) / k in cell x                          0 without children
 * siblings:               n(a) n(b) / (k (k-1) / 2) in cell {a, b}, n(a) (n(a)-1) / (k (k-1)) in {a, a}   0 if k &lt;
 * 2</pre>
 *
 * <p>These are not negative and sum to one, so their L1 norm is at most 1 and therefore their L2 norm too, whatever k
 * is. Each is rounded down to the grid, which keeps both. Between a family and the same one with a child changed, added
 * or removed the tables differ by phi - phi' with squared L2 norm at most |phi|^2 + |phi'|^2, at most 2, because both
 * are not negative.
 *
 * <p>Families in memory are at most 2^31 - 1, so that sums of their at most 2^20 steps are exact.
 */
public final class FamilyCounter {
    /** Grid steps of one family are 2 to this power, unless said otherwise. */
    public static final int BITS = 20;

    private final LinkedDataset data;
    private final LinkedCodebook codebook;
    private final long unit;
    private final byte[][] narrow;
    private final int[][] wide;

    /**
     * Prepares counting.
     *
     * @param data families
     */
    public FamilyCounter(LinkedDataset data) {
        this(data, BITS);
    }

    /**
     * Prepares counting on another grid.
     *
     * @param data families
     * @param bits a family has 2^bits grid steps, 0 to 20
     */
    public FamilyCounter(LinkedDataset data, int bits) {
        Checks.require(bits >= 0 && bits <= BITS, "A grid has 0 to " + BITS + " bits, not " + bits);
        this.data = data;
        this.codebook = data.codebook();
        this.unit = 1L << bits;
        this.narrow = new byte[codebook.size()][];
        this.wide = new int[codebook.size()][];
        for (int a = 0; a < codebook.size(); a++) {
            load(a);
        }
    }

    private void load(int a) {
        Dataset table = codebook.isOfChild(a) ? data.children() : data.parents();
        int column = codebook.isOfChild(a) ? a - codebook.countIndex() - 1 : a;
        boolean isNarrow = codebook.levels(a) <= 1 << Byte.SIZE;
        byte[] small = new byte[isNarrow ? table.rows() : 0];
        int[] large = new int[isNarrow ? 0 : table.rows()];
        for (int r = 0; r < table.rows(); r++) {
            int code =
                    a == codebook.countIndex() ? codebook.counts().levelOf(data.childrenOf(r)) : table.code(r, column);
            if (isNarrow) {
                small[r] = (byte) code;
            } else {
                large[r] = code;
            }
        }
        narrow[a] = isNarrow ? small : null;
        wide[a] = large;
    }

    /**
     * Grid steps of one family.
     *
     * @return a power of two
     */
    public long unit() {
        return unit;
    }

    private int code(int attribute, int row) {
        return narrow[attribute] != null ? narrow[attribute][row] & 0xff : wide[attribute][row];
    }

    /**
     * Counts queries, several at a time.
     *
     * @param queries over the codebook of the families
     * @param monitor receives progress
     * @return for each query one number of grid steps a cell
     */
    public long[][] count(List<LinkedQuery> queries, ProgressMonitor monitor) {
        long[][] tables = new long[queries.size()][];
        Parallel.forEach(tables.length, q -> {
            monitor.checkCanceled();
            tables[q] = count(queries.get(q));
            monitor.report((double) q / tables.length, "Counting families");
        });
        return tables;
    }

    /**
     * Counts one query.
     *
     * @param query over the codebook of the families
     * @return one number of grid steps a cell
     */
    public long[] count(LinkedQuery query) {
        long cells = query.cells(codebook);
        Checks.require(cells < Integer.MAX_VALUE - 8, "A query has more than two billion cells.");
        long[] table = new long[(int) cells];
        if (query.siblings()) {
            countSiblings(query.attributes().get(0), table);
        } else {
            countMembers(query, table);
        }
        return table;
    }

    private void countMembers(LinkedQuery query, long[] table) {
        int n = query.attributes().size();
        int[] strides = query.strides(codebook);
        int ofParent = 0;
        while (ofParent < n && !codebook.isOfChild(query.attributes().get(ofParent))) {
            ofParent++;
        }
        Tally tally = new Tally(table.length);
        for (int f = 0; f < data.families(); f++) {
            int cell = 0;
            for (int i = 0; i < ofParent; i++) {
                cell += strides[i] * code(query.attributes().get(i), f);
            }
            int k = data.childrenOf(f);
            if (ofParent == n) {
                table[cell] += unit;
            } else if (k == 1) {
                table[cell + member(query, strides, ofParent, data.firstChild(f))] += unit;
            } else if (k > 1) {
                for (int c = data.firstChild(f); c < data.firstChild(f + 1); c++) {
                    tally.add(cell + member(query, strides, ofParent, c));
                }
                tally.share(k, table);
            }
        }
    }

    private int member(LinkedQuery query, int[] strides, int from, int child) {
        int cell = 0;
        for (int i = from; i < strides.length; i++) {
            cell += strides[i] * code(query.attributes().get(i), child);
        }
        return cell;
    }

    private void countSiblings(int attribute, long[] table) {
        Tally tally = new Tally(codebook.levels(attribute));
        for (int f = 0; f < data.families(); f++) {
            int k = data.childrenOf(f);
            if (k == 2) {
                int c = data.firstChild(f);
                table[LinkedQuery.pairCell(code(attribute, c), code(attribute, c + 1))] += unit;
            } else if (k > 2) {
                for (int c = data.firstChild(f); c < data.firstChild(f + 1); c++) {
                    tally.add(code(attribute, c));
                }
                tally.sharePairs(k, table);
            }
        }
    }

    /**
     * How many children families have, on the steps of {@link ChildCounts#ladder()}.
     *
     * @return grid steps, one number a step
     */
    public long[] countLadder() {
        return countLadder(data, unit);
    }

    static long[] countLadder(LinkedDataset data, long unit) {
        int[] ladder = data.codebook().counts().ladder();
        long[] table = new long[ladder.length];
        for (int f = 0; f < data.families(); f++) {
            table[ChildCounts.stepOf(ladder, data.childrenOf(f))] += unit;
        }
        return table;
    }

    /** Counts what the children of one family have, and empties itself. */
    private final class Tally {
        private final int[] counts;
        private int[] touched = new int[16];
        private int size;

        Tally(int cells) {
            counts = new int[cells];
        }

        void add(int cell) {
            if (counts[cell]++ == 0) {
                if (size == touched.length) {
                    touched = Arrays.copyOf(touched, 2 * size);
                }
                touched[size++] = cell;
            }
        }

        /** Adds n / k families to each cell that n of k children are in. */
        void share(int k, long[] table) {
            for (int i = 0; i < size; i++) {
                table[touched[i]] += unit * counts[touched[i]] / k;
                counts[touched[i]] = 0;
            }
            size = 0;
        }

        /** Adds to each pair of levels the part of all pairs of children that have them. */
        void sharePairs(int k, long[] table) {
            long pairs = (long) k * (k - 1) / 2;
            for (int i = 0; i < size; i++) {
                long n = counts[touched[i]];
                for (int j = 0; j < i; j++) {
                    table[LinkedQuery.pairCell(touched[i], touched[j])] += part(n * counts[touched[j]], pairs);
                }
                table[LinkedQuery.pairCell(touched[i], touched[i])] += part(n * (n - 1) / 2, pairs);
            }
            for (int i = 0; i < size; i++) {
                counts[touched[i]] = 0;
            }
            size = 0;
        }

        /** floor(unit n / all) for n up to all, below 2^62, without overflow and never too large. */
        private long part(long n, long all) {
            return all < 1L << 42 ? unit * n / all : (long) Math.floor((double) unit * n / all * (1 - 1e-15));
        }
    }
}
