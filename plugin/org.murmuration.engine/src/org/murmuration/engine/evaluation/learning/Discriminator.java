// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.statistics.Statistics;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Sampling;

/**
 * Tries to tell synthetic records from real ones with classification trees (a random forest). Models of main effects
 * only, the usual choice, are blind: they find nothing in a table whose every relation is destroyed.
 *
 * <p>As many real as synthetic records are taken, so that 1/2 is chance. Records are scored by trees grown on other
 * records (folds), so that what a tree knows by heart does not count. Equal records are always in the same fold: a copy
 * of the real table has error 0, because every tree then sees as many of one kind as of the other in every leaf.
 *
 * <p>What chance gives is measured by permuting which record is called synthetic. Two samples of one population are
 * then exchangeable, and the ratio of the errors has mean 1.
 */
public final class Discriminator {
    private static final int FOLDS = 5;
    private static final int PERMUTATIONS = 20;
    private static final int TREES = 16;

    private final int half;
    private final TreeData data;
    private final byte[] fold;

    private Discriminator(MixedRecords real, MixedRecords synthetic) {
        this.half = real.rows();
        int[] all = IntStream.range(0, real.columns().columns().size()).toArray();
        this.data = TreeData.of(all, List.of(real, synthetic));
        this.fold = new byte[2 * half];
        for (int r = 0; r < fold.length; r++) {
            fold[r] = (byte) Long.remainderUnsigned(data.hash(r), FOLDS);
        }
    }

    /**
     * Tries to tell two tables from each other.
     *
     * @param real the real records; sensitive
     * @param synthetic records of the same columns
     * @param limit at most so many records are taken of each table, at least 1; both are sampled down to the smaller
     *     one
     * @param random decides what is sampled and permuted
     * @param monitor receives progress
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
        Discriminator pair = new Discriminator(a, synthetic.sample(half, random));
        boolean[] truth = new boolean[2 * half];
        Arrays.fill(truth, half, 2 * half, true);
        List<boolean[]> labels = new ArrayList<>();
        labels.add(truth);
        for (int p = 0; p < PERMUTATIONS; p++) {
            labels.add(pair.permuted(random));
        }
        Discriminator unrelated = new Discriminator(a, a.independent(random));
        double[] errors = new double[labels.size() + 1];
        double[] correct = new double[labels.size() + 1];
        int[] done = new int[1];
        Parallel.forEach(errors.length, i -> {
            Discriminator d = i == labels.size() ? unrelated : pair;
            boolean[] isSynthetic = i == labels.size() ? truth : labels.get(i);
            double[] shares = d.shares(isSynthetic, monitor);
            for (int r = 0; r < shares.length; r++) {
                errors[i] += shares[r] * shares[r] / shares.length;
                // without any difference left to see, half of the guesses are right: those that say "synthetic"
                boolean guess = shares[r] >= 0;
                correct[i] += guess == isSynthetic[r] ? 1 : 0;
            }
            synchronized (done) {
                monitor.report((double) ++done[0] / errors.length, "Telling synthetic records from real ones");
            }
        });
        return new Distinguishability(
                half,
                errors[0],
                Sums.mean(Arrays.stream(errors, 1, labels.size())).orElseThrow(),
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

    // Trees

    /** Share of synthetic records that the trees see where a record stands, less 1/2. */
    private double[] shares(boolean[] labels, ProgressMonitor monitor) {
        double[] response = new double[labels.length];
        Arrays.setAll(response, r -> labels[r] ? 1 : 0);
        double[] shares = new double[labels.length];
        for (int f = 0; f < FOLDS; f++) {
            for (int t = 0; t < TREES; t++) {
                monitor.checkCanceled();
                add(f, t, response, shares);
            }
        }
        for (int r = 0; r < shares.length; r++) {
            shares[r] = shares[r] / TREES - 0.5;
        }
        return shares;
    }

    /** Grows a tree on two thirds of the other folds, equal records together, and adds what it says of this fold. */
    private void add(int held, int number, double[] response, double[] shares) {
        IntStream others = IntStream.range(0, shares.length).filter(r -> fold[r] != held);
        RegressionTree tree = new RegressionTree(
                data, response, RegressionTree.sampled(data, others, number).toArray(), number);
        for (int r = 0; r < shares.length; r++) {
            if (fold[r] == held) {
                shares[r] += tree.predict(r);
            }
        }
    }
}
