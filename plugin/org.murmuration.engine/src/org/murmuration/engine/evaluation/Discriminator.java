// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Sampling;

/**
 * Tries to tell synthetic records from real ones with classification trees (a random forest). Models of main effects only, the
 * usual choice, are blind: they find nothing in a table whose every relation is destroyed.
 *
 * <p>As many real as synthetic records are taken, so that 1/2 is chance. Records are scored by trees grown on other records
 * (folds), so that what a tree knows by heart does not count. Equal records are always in the same fold: a copy of the real table
 * has error 0, because every tree then sees as many of one kind as of the other in every leaf.
 *
 * <p>What chance gives is measured by permuting which record is called synthetic. Two samples of one population are then
 * exchangeable, and the ratio of the errors has mean 1.
 */
public final class Discriminator {
    private static final int FOLDS = 5;
    private static final int PERMUTATIONS = 20;
    private static final int TREES = 16;
    private static final int DEPTH = 10; // shallow trees do not reach relations of several columns
    private static final int SMALLEST_LEAF = 10;
    private static final int CODES = 64;
    private static final double LEAST_GAIN = 1e-9;

    private final int half;
    private final byte[][] codes;
    private final int[] sizes;
    private final boolean[] ordered;
    private final byte[] fold;
    private final long[] hashes;

    private Discriminator(MixedRecords real, MixedRecords synthetic) {
        this.half = real.rows();
        int width = real.columns().columns().size();
        this.codes = new byte[width][2 * half];
        this.sizes = new int[width];
        this.ordered = new boolean[width];
        for (int c = 0; c < width; c++) {
            double[] values = Arrays.copyOf(real.column(c), 2 * half);
            System.arraycopy(synthetic.column(c), 0, values, half, half);
            ordered[c] = real.isNumeric(c);
            sizes[c] = ordered[c] ? byQuantile(values, codes[c]) : byFrequency(values, codes[c]);
        }
        this.fold = new byte[2 * half];
        this.hashes = new long[2 * half];
        for (int r = 0; r < fold.length; r++) {
            hashes[r] = hash(r);
            fold[r] = (byte) Long.remainderUnsigned(hashes[r], FOLDS);
        }
    }

    /**
     * Tries to tell two tables from each other.
     *
     * @param real the real records; sensitive
     * @param synthetic records of the same columns
     * @param limit records taken of each table at the most, at least 1; both are sampled down to the smaller one
     * @param random decides what is sampled and permuted
     * @param monitor told about progress
     * @return the private result
     * @throws IllegalArgumentException when a table is empty or they do not share their columns
     */
    public static Distinguishability compare(
            MixedRecords real, MixedRecords synthetic, int limit, RandomSource random, ProgressMonitor monitor) {
        Checks.require(real.columns() == synthetic.columns(), "Both tables must share their columns.");
        Checks.require(limit >= 1, "At least one record of each table must be taken.");
        int half = Math.min(limit, Math.min(real.rows(), synthetic.rows()));
        Checks.require(half >= 1, "An empty table cannot be compared: fill it, or leave it out.");
        MixedRecords a = real.sample(half, random);
        Discriminator told = new Discriminator(a, synthetic.sample(half, random));
        boolean[] truth = new boolean[2 * half];
        Arrays.fill(truth, half, 2 * half, true);
        List<boolean[]> labels = new ArrayList<>();
        labels.add(truth);
        for (int p = 0; p < PERMUTATIONS; p++) {
            labels.add(told.permuted(random));
        }
        Discriminator unrelated = new Discriminator(a, a.independent(random));
        double[] errors = new double[labels.size() + 1];
        double[] correct = new double[labels.size() + 1];
        int[] done = new int[1];
        Parallel.forEach(errors.length, i -> {
            Discriminator d = i == labels.size() ? unrelated : told;
            boolean[] isSynthetic = i == labels.size() ? truth : labels.get(i);
            double[] shares = d.shares(isSynthetic, monitor);
            for (int r = 0; r < shares.length; r++) {
                errors[i] += shares[r] * shares[r] / shares.length;
                // without any difference left to see, half of the guesses are right: those that say "synthetic"
                correct[i] += shares[r] == 0 ? isSynthetic[r] ? 1 : 0 : shares[r] > 0 == isSynthetic[r] ? 1 : 0;
            }
            synchronized (done) {
                monitor.report((double) ++done[0] / errors.length, "Telling synthetic records from real ones");
            }
        });
        return new Distinguishability(
                half,
                errors[0],
                Arrays.stream(errors, 1, labels.size()).average().orElseThrow(),
                (int) correct[0],
                Statistics.deviation(Arrays.copyOfRange(correct, 1, labels.size())) / (2 * half),
                errors[labels.size()]);
    }

    private boolean[] permuted(RandomSource random) {
        boolean[] labels = new boolean[2 * half];
        for (int r : Sampling.positions(2 * half, half, random)) {
            labels[r] = true;
        }
        return labels;
    }

    // Codes: missing is 0; both kinds of records decide, so that no kind can be told by its code alone

    /** Numbers in bins with about equally many records of both tables. */
    private static int byQuantile(double[] values, byte[] codes) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        int bins = CODES - 1;
        double[] edges = IntStream.range(1, sorted.length == 0 ? 1 : bins)
                .mapToDouble(i -> sorted[(int) ((long) i * sorted.length / bins)])
                .distinct()
                .toArray();
        for (int r = 0; r < values.length; r++) {
            int at = Arrays.binarySearch(edges, values[r]);
            codes[r] = (byte) (Double.isNaN(values[r]) ? 0 : 1 + (at >= 0 ? at + 1 : -at - 1));
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

    /** Of the codes of a record. */
    private long hash(int record) {
        long h = 0;
        for (byte[] column : codes) {
            h = mix(h + column[record]);
        }
        return h;
    }

    /** Spreads the bits of a number (splitmix64). */
    private static long mix(long x) {
        long h = x + 0x9e3779b97f4a7c15L;
        h = (h ^ h >>> 30) * 0xbf58476d1ce4e5b9L;
        h = (h ^ h >>> 27) * 0x94d049bb133111ebL;
        return h ^ h >>> 31;
    }

    // Trees

    /** Share of synthetic records that the trees see where a record stands, less 1/2. */
    private double[] shares(boolean[] labels, ProgressMonitor monitor) {
        double[] shares = new double[labels.length];
        for (int f = 0; f < FOLDS; f++) {
            for (int t = 0; t < TREES; t++) {
                monitor.checkCanceled();
                add(f, t, labels, shares);
            }
        }
        for (int r = 0; r < shares.length; r++) {
            shares[r] = shares[r] / TREES - 0.5;
        }
        return shares;
    }

    /** Grows a tree on two thirds of the other folds, equal records together, and adds what it says of this fold. */
    private void add(int held, int number, boolean[] labels, double[] shares) {
        int[] grown = IntStream.range(0, labels.length)
                .filter(r -> fold[r] != held && Long.remainderUnsigned(mix(hashes[r] + number), 3) != 0)
                .toArray();
        Tree tree = new Tree(labels, grown, 0, mix(number));
        for (int r = 0; r < labels.length; r++) {
            if (fold[r] == held) {
                shares[r] += tree.share(r);
            }
        }
    }

    /** A classification tree with the Gini index; categories of a node are ordered by their share (Breiman and others 1984). */
    private final class Tree {
        private final boolean[] labels;
        private final int[] rows;
        private int column = -1;
        private boolean[] goesLeft;
        private Tree left;
        private Tree right;
        private double share;

        private Tree(boolean[] labels, int[] rows, int depth, long place) {
            this.labels = labels;
            this.rows = rows;
            int synthetic = 0;
            for (int r : rows) {
                synthetic += labels[r] ? 1 : 0;
            }
            this.share = rows.length == 0 ? 0.5 : (double) synthetic / rows.length;
            if (depth < DEPTH && rows.length >= 2 * SMALLEST_LEAF && synthetic > 0 && synthetic < rows.length) {
                split(synthetic, place);
            }
            if (column >= 0) {
                left = new Tree(labels, side(true), depth + 1, mix(place));
                right = new Tree(labels, side(false), depth + 1, mix(place + 1));
            }
        }

        private int[] side(boolean isLeft) {
            byte[] code = codes[column];
            return Arrays.stream(rows).filter(r -> goesLeft[code[r]] == isLeft).toArray();
        }

        private double share(int record) {
            return column < 0 ? share : (goesLeft[codes[column][record]] ? left : right).share(record);
        }

        /** The split with the largest gain, n_L n_R (p_L - p_R)^2 / n^2 of the Gini index. */
        private void split(int synthetic, long place) {
            double best = LEAST_GAIN;
            for (int c : columns(place)) {
                int[][] counts = counts(c);
                int[] order = order(c, counts);
                int inLeft = 0;
                int syntheticLeft = 0;
                for (int i = 0; i + 1 < order.length; i++) {
                    inLeft += counts[0][order[i]];
                    syntheticLeft += counts[1][order[i]];
                    int inRight = rows.length - inLeft;
                    if (inLeft >= SMALLEST_LEAF && inRight >= SMALLEST_LEAF) {
                        double difference =
                                (double) syntheticLeft / inLeft - (double) (synthetic - syntheticLeft) / inRight;
                        double gain = (double) inLeft / rows.length * inRight / rows.length * difference * difference;
                        if (gain > best) {
                            best = gain;
                            column = c;
                            goesLeft = new boolean[sizes[c]];
                            for (int j = 0; j <= i; j++) {
                                goesLeft[order[j]] = true;
                            }
                        }
                    }
                }
            }
        }

        /** Some columns, so that trees differ and see relations that no column shows by itself (Breiman 2001). */
        private int[] columns(long place) {
            int some = (int) Math.ceil(Math.sqrt(codes.length));
            return IntStream.range(0, codes.length)
                    .boxed()
                    .sorted(Comparator.comparingLong(c -> mix(place ^ mix(c))))
                    .limit(some)
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        /** Records, and synthetic ones, by code. */
        private int[][] counts(int c) {
            int[][] counts = new int[2][sizes[c]];
            byte[] code = codes[c];
            for (int r : rows) {
                counts[0][code[r]]++;
                counts[1][code[r]] += labels[r] ? 1 : 0;
            }
            return counts;
        }

        private int[] order(int c, int[][] counts) {
            IntStream present = IntStream.range(0, sizes[c]).filter(v -> counts[0][v] > 0);
            return ordered[c]
                    ? present.toArray()
                    : present.boxed()
                            .sorted(Comparator.comparingDouble(v -> (double) counts[1][v] / counts[0][v]))
                            .mapToInt(Integer::intValue)
                            .toArray();
        }
    }
}
