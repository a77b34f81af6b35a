// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.LongCounter;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Counts all combinations of attribute values up to a given length that occur, over sparse domains.
 *
 * <p>A combination is packed into a long: each value is an item number (offset of its attribute plus code, from 1), items
 * ascend, and each takes the bits that the largest item number needs. Missing values form no item. Sensitive throughout.
 */
public final class CombinationCounter {
    private static final int BLOCK = 1 << 14;

    private final Domain domain;
    private final int maxLength;
    private final int itemBits;
    private final int[] offsets;
    private final LongCounter counts;

    private CombinationCounter(Domain domain, int maxLength, int itemBits, int[] offsets, LongCounter counts) {
        this.domain = domain;
        this.maxLength = maxLength;
        this.itemBits = itemBits;
        this.offsets = offsets;
        this.counts = counts;
    }

    /**
     * Counts combinations.
     *
     * @param data the records
     * @param maxLength largest number of values in a combination, at least 1
     * @param monitor told about progress
     * @return the exact counts; sensitive
     * @throws IllegalArgumentException when the combinations do not fit 64 bits
     */
    public static CombinationCounter count(Dataset data, int maxLength, ProgressMonitor monitor) {
        return count(data, maxLength, present(data.domain()), monitor);
    }

    /**
     * All values but missing ones.
     *
     * @param domain of the records
     * @return by attribute and code
     */
    public static boolean[][] present(Domain domain) {
        boolean[][] present = new boolean[domain.size()][];
        for (int a = 0; a < present.length; a++) {
            present[a] = new boolean[domain.attribute(a).size()];
            Arrays.fill(present[a], 0, domain.attribute(a).otherCode() + 1, true);
        }
        return present;
    }

    /**
     * Counts combinations of the values that matter.
     *
     * @param data the records
     * @param maxLength largest number of values in a combination, at least 1
     * @param present which codes of each attribute are values; others form no combinations, as missing values do
     * @param monitor told about progress
     * @return the exact counts; sensitive
     * @throws IllegalArgumentException when the combinations do not fit 64 bits
     */
    public static CombinationCounter count(Dataset data, int maxLength, boolean[][] present, ProgressMonitor monitor) {
        Domain domain = data.domain();
        Checks.require(maxLength >= 1, "The length of combinations must be at least 1.");
        int[] offsets = new int[domain.size() + 1];
        offsets[0] = 1;
        for (int a = 0; a < domain.size(); a++) {
            offsets[a + 1] = Math.addExact(offsets[a], domain.attribute(a).size());
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(offsets[domain.size()] - 1);
        int length = Math.min(maxLength, Math.max(1, domain.size()));
        Checks.require(
                bits * length <= Long.SIZE - 1,
                "Combinations of " + length + " out of " + offsets[domain.size()]
                        + " values do not fit 63 bits; use shorter combinations or fewer categories.");
        int blocks = (data.rows() + BLOCK - 1) / BLOCK;
        int workers = Math.min(Math.max(1, blocks), Parallel.threads());
        LongCounter[] parts = new LongCounter[workers];
        Parallel.forEach(workers, w -> {
            LongCounter part = new LongCounter(1 << 12);
            int[] items = new int[domain.size()];
            for (int b = w; b < blocks; b += workers) {
                monitor.checkCanceled();
                int end = Math.min(data.rows(), (b + 1) * BLOCK);
                for (int row = b * BLOCK; row < end; row++) {
                    int n = itemsOf(data, row, offsets, present, items);
                    add(items, n, 0, 0, length, bits, part);
                }
                monitor.report((double) (b + 1) / blocks, "Counting combinations");
            }
            parts[w] = part;
        });
        LongCounter all = parts[0];
        for (int w = 1; w < workers; w++) {
            all.addAll(parts[w]);
            parts[w] = null;
        }
        return new CombinationCounter(domain, length, bits, offsets, all);
    }

    private static int itemsOf(Dataset data, int row, int[] offsets, boolean[][] present, int[] items) {
        int n = 0;
        for (int a = 0; a < offsets.length - 1; a++) {
            int code = data.code(row, a);
            if (present[a][code]) {
                items[n++] = offsets[a] + code;
            }
        }
        return n;
    }

    private static void add(int[] items, int n, int from, long key, int left, int bits, LongCounter counts) {
        for (int i = from; i < n; i++) {
            long longer = key << bits | items[i];
            counts.add(longer, 1);
            if (left > 1) {
                add(items, n, i + 1, longer, left - 1, bits, counts);
            }
        }
    }

    /**
     * Number of distinct combinations.
     *
     * @return at least 0
     */
    public int size() {
        return counts.size();
    }

    /**
     * Exact count of one combination.
     *
     * @param clique attributes of the combination
     * @param codes one code an attribute of the clique, in its order
     * @return at least 0
     * @throws IllegalArgumentException when the combination is longer than what was counted, or a code is a missing value
     */
    public int count(Clique clique, int... codes) {
        Checks.require(
                clique.size() == codes.length && codes.length >= 1 && codes.length <= maxLength,
                "A combination needs 1 to " + maxLength + " values.");
        long key = 0;
        for (int i = 0; i < codes.length; i++) {
            Checks.require(
                    codes[i] <= domain.attribute(clique.get(i)).otherCode(), "Missing values form no combinations.");
            key = key << itemBits | (offsets[clique.get(i)] + codes[i]);
        }
        return counts.get(key);
    }

    /** Receives combinations one by one. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Receives one combination.
         *
         * @param attributes ascending positions in the domain
         * @param codes one code an attribute
         * @param count exact count, above 0
         */
        void visit(List<Integer> attributes, List<Integer> codes, int count);
    }

    /**
     * Visits all combinations in ascending order of their packed form, which depends on the domain alone.
     *
     * @param visitor receives them
     */
    public void forEach(Visitor visitor) {
        long mask = (1L << itemBits) - 1;
        for (long key : counts.sortedKeys()) {
            Integer[] attributes = new Integer[maxLength];
            Integer[] codes = new Integer[maxLength];
            int at = maxLength;
            for (long rest = key; rest != 0; rest >>>= itemBits) {
                int item = (int) (rest & mask);
                int a = Arrays.binarySearch(offsets, item);
                a = a >= 0 ? a : -a - 2;
                attributes[--at] = a;
                codes[at] = item - offsets[a];
            }
            visitor.visit(tail(attributes, at), tail(codes, at), counts.get(key));
        }
    }

    private static List<Integer> tail(Integer[] values, int from) {
        return List.of(Arrays.copyOfRange(values, from, values.length));
    }
}
