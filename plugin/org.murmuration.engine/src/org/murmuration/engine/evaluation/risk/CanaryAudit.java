// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * Audits a whole pipeline with one run: records that nobody has (canaries) are added to the data, each with probability
 * one half, the pipeline runs once, and whoever sees its synthetic records guesses which canaries were in. Many right
 * guesses refute a small epsilon; few prove nothing.
 */
public final class CanaryAudit {
    private CanaryAudit() {}

    /**
     * Invents canaries: each column's value is drawn by itself from the different values of the column, so that
     * combinations are unusual and rare values frequent.
     *
     * @param records what canaries should look like, at least one
     * @param count how many, at least 1
     * @param random draws them
     * @return records of the same columns
     * @throws IllegalArgumentException when there is no record or no canary
     */
    public static MixedRecords canaries(MixedRecords records, int count, RandomSource random) {
        Checks.require(records.rows() > 0, "An empty table does not say what canaries should look like.");
        MixedColumns columns = records.columns();
        double[][] values = IntStream.range(0, columns.columns().size())
                .mapToObj(c -> Arrays.stream(records.column(c)).distinct().toArray())
                .toArray(double[][]::new);
        int[][] drawn = draw(Arrays.stream(values).mapToInt(v -> v.length).toArray(), count, random);
        MixedRecords.Builder canaries = MixedRecords.of(columns);
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < values.length; c++) {
                double v = values[c][drawn[i][c]];
                if (records.isNumeric(c)) {
                    canaries.number(c, v);
                } else {
                    canaries.text(c, Double.isNaN(v) ? null : columns.text(c, v));
                }
            }
            canaries.endRow();
        }
        return canaries.build();
    }

    /**
     * Draws the values of canaries where only their numbers are known.
     *
     * @param different how many different values each column has, at least 1
     * @param count how many canaries, at least 1
     * @param random draws them
     * @return by canary and column: which of the different values
     * @throws IllegalArgumentException when there is no canary
     */
    public static int[][] draw(int[] different, int count, RandomSource random) {
        Checks.require(count >= 1, "There must be at least one canary.");
        int[][] drawn = new int[count][different.length];
        for (int[] canary : drawn) {
            Arrays.setAll(canary, c -> (int) random.nextLong(different[c]));
        }
        return drawn;
    }

    /**
     * Tosses a fair coin for each canary.
     *
     * @param count how many canaries
     * @param random secure, or the audit can be foreseen
     * @return which of them are put into the data
     */
    public static boolean[] coins(int count, RandomSource random) {
        boolean[] coins = new boolean[count];
        for (int i = 0; i < count; i++) {
            coins[i] = random.nextLong(2) == 1;
        }
        return coins;
    }

    /**
     * Guesses and counts. A canary is believed to have been in the data the nearer the nearest synthetic record is to
     * it (Gower); the nearest quarter is guessed to be in, the farthest to be out, the others are not guessed about.
     * How many guesses are made does not depend on the coins.
     *
     * @param canaries all of them, at least 4
     * @param wasIn which were put into the data
     * @param synthetic what the pipeline made of the data, at least one record
     * @param monitor receives progress
     * @return how many guesses were right
     * @throws IllegalArgumentException when there are too few canaries or no synthetic record, or columns are not
     *     shared
     */
    public static CanaryReport judge(
            MixedRecords canaries, boolean[] wasIn, MixedRecords synthetic, ProgressMonitor monitor) {
        Checks.require(canaries.rows() >= 4, "An audit needs at least four canaries; a few hundred say something.");
        Checks.require(canaries.rows() == wasIn.length, "Each canary needs a mark whether it was in the data.");
        Checks.require(synthetic.rows() > 0, "There is no synthetic record to judge canaries by.");
        Checks.require(canaries.columns() == synthetic.columns(), "All tables must share their columns.");
        int[] all = IntStream.range(0, synthetic.columns().columns().size()).toArray();
        double[][] distances = GowerNeighbors.among(synthetic, all, canaries, synthetic)
                .nearest(canaries, 1, monitor)
                .distances();
        Integer[] order = IntStream.range(0, wasIn.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> distances[i][0]));
        int quarter = wasIn.length / 4;
        int correct = 0;
        for (int i = 0; i < quarter; i++) {
            correct += wasIn[order[i]] ? 1 : 0;
            correct += wasIn[order[wasIn.length - 1 - i]] ? 0 : 1;
        }
        return new CanaryReport(wasIn.length, 2 * quarter, correct);
    }
}
