// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.statistics.Mixing;

/**
 * Records as trees see them: each column as few codes, missing is 0. All tables decide together what the codes are, so
 * that none can be told by its codes alone.
 */
final class TreeData {
    private static final int CODES = 64;

    private final byte[][] codes;
    private final int[] sizes;
    private final boolean[] ordered;
    private final long[] hashes;

    private TreeData(int columns, int rows) {
        this.codes = new byte[columns][rows];
        this.sizes = new int[columns];
        this.ordered = new boolean[columns];
        this.hashes = new long[rows];
    }

    /** Some columns of tables, one below the other. */
    static TreeData of(int[] columns, List<MixedRecords> tables) {
        int rows = tables.stream().mapToInt(MixedRecords::rows).sum();
        TreeData data = new TreeData(columns.length, rows);
        for (int i = 0; i < columns.length; i++) {
            int c = columns[i];
            double[] values = tables.stream()
                    .flatMapToDouble(t -> Arrays.stream(t.column(c)))
                    .toArray();
            data.ordered[i] = tables.get(0).isNumeric(c);
            data.sizes[i] = data.ordered[i] ? byQuantile(values, data.codes[i]) : byFrequency(values, data.codes[i]);
        }
        for (int r = 0; r < rows; r++) {
            long h = 0;
            for (byte[] column : data.codes) {
                h = Mixing.mix(h + column[r]);
            }
            data.hashes[r] = h;
        }
        return data;
    }

    int columns() {
        return codes.length;
    }

    int rows() {
        return hashes.length;
    }

    byte[] codes(int column) {
        return codes[column];
    }

    /** Number of codes of a column. */
    int size(int column) {
        return sizes[column];
    }

    boolean isOrdered(int column) {
        return ordered[column];
    }

    /** The same for records with the same codes, whatever table they are of. */
    long hash(int row) {
        return hashes[row];
    }

    /** Numbers in bins with about equally many records of all tables. */
    private static int byQuantile(double[] values, byte[] codes) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        int bins = CODES - 1;
        double[] edges = IntStream.range(1, sorted.length == 0 ? 1 : bins)
                .mapToDouble(i -> sorted[(int) ((long) i * sorted.length / bins)])
                .distinct()
                .toArray();
        for (int r = 0; r < values.length; r++) {
            if (!Double.isNaN(values[r])) {
                int at = Arrays.binarySearch(edges, values[r]);
                codes[r] = (byte) (1 + (at >= 0 ? at + 1 : -at - 1)); // a number on an edge lies above it
            }
        }
        return edges.length + 2;
    }

    /** Texts by how frequent they are; rare ones share a code. */
    private static int byFrequency(double[] values, byte[] codes) {
        Map<Double, Integer> counts = new HashMap<>();
        Arrays.stream(values).filter(v -> !Double.isNaN(v)).forEach(v -> counts.merge(v, 1, Integer::sum));
        List<Double> texts = counts.keySet().stream()
                .sorted(Comparator.<Double>comparingInt(v -> -counts.get(v)).thenComparing(Comparator.naturalOrder()))
                .toList();
        Map<Double, Integer> code = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            code.put(texts.get(i), Math.min(i + 1, CODES - 1));
        }
        for (int r = 0; r < values.length; r++) {
            codes[r] = (byte) (Double.isNaN(values[r]) ? 0 : code.get(values[r]));
        }
        return Math.min(texts.size() + 1, CODES);
    }
}
