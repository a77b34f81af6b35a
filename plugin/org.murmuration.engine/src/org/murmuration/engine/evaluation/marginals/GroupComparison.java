// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.marginals.KMarginalReport.Group;
import org.murmuration.engine.evaluation.statistics.Chance;
import org.murmuration.engine.evaluation.statistics.CodedPair;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Scores marginals within groups of records that share a value of a column, as SDNist does for each region of a survey.
 */
final class GroupComparison {
    private final CodedPair coded;
    private final MixedRecords real;
    private final MixedRecords synthetic;
    private final int group;

    /**
     * A column of groups.
     *
     * @param coded both tables, all columns cut into cells
     * @param real the real records, in the order in which they were cut; sensitive
     * @param synthetic the synthetic ones
     * @param group position of the column of groups
     */
    GroupComparison(CodedPair coded, MixedRecords real, MixedRecords synthetic, int group) {
        this.coded = coded;
        this.real = real;
        this.synthetic = synthetic;
        this.group = group;
    }

    /**
     * Compares all groups.
     *
     * @param chosen columns of each marginal, the group's not among them
     * @param monitor receives progress
     * @return groups of the real table, worst first
     */
    List<Group> groups(List<int[]> chosen, ProgressMonitor monitor) {
        int values = coded.cells(group);
        double[] share = coded.shares(false, group);
        double[][] distances = new double[chosen.size()][values];
        double[][] noises = new double[chosen.size()][values];
        int[] done = new int[1];
        Parallel.forEach(chosen.size(), i -> {
            monitor.checkCanceled();
            JointTable joint = JointTable.of(
                    coded,
                    IntStream.concat(IntStream.of(group), Arrays.stream(chosen.get(i)))
                            .toArray());
            boolean[] seen = new boolean[joint.cells()];
            addCells(joint, joint.inReal(), coded.real(group), seen, distances[i], noises[i]);
            addCells(joint, joint.inSynthetic(), coded.synthetic(group), seen, distances[i], noises[i]);
            synchronized (done) {
                monitor.report((double) ++done[0] / chosen.size(), "Comparing groups");
            }
        });
        String[] names = names(values);
        double each = Chance.difference(real.rows(), synthetic.rows());
        return IntStream.range(0, values)
                .filter(g -> share[g] > 0)
                .mapToObj(g -> new Group(
                        names[g],
                        Exact.round(share[g] * real.rows()),
                        within(distances, g, share[g], 1),
                        within(noises, g, share[g], each)))
                .sorted(Comparator.comparingDouble(Group::similarity))
                .toList();
    }

    /** Mean over marginals of 1 - min(distance, share) / share. */
    private static double within(double[][] distances, int group, double share, double scale) {
        return Sums.mean(Arrays.stream(distances).mapToDouble(d -> 1 - Math.min(d[group] * scale, share) / share))
                .orElseThrow();
    }

    /** What the cells of the column of groups hold: their text, the range of their numbers, or null for missing. */
    private String[] names(int values) {
        double[] low = new double[values];
        double[] high = new double[values];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        for (int r = 0; r < real.rows(); r++) {
            int cell = coded.real(group)[r];
            low[cell] = Math.min(low[cell], real.column(group)[r]);
            high[cell] = Math.max(high[cell], real.column(group)[r]);
        }
        String[] names = new String[values];
        for (int i = 1; i < values; i++) {
            if (low[i] <= high[i]) {
                names[i] = real.isNumeric(group)
                        ? low[i] + " to " + high[i]
                        : real.columns().text(group, low[i]);
            }
        }
        return names;
    }

    private void addCells(
            JointTable joint, int[] cellOf, int[] groupOf, boolean[] seen, double[] distance, double[] noise) {
        for (int r = 0; r < cellOf.length; r++) {
            int cell = cellOf[r];
            if (!seen[cell]) {
                seen[cell] = true;
                double p = (double) joint.realCounts()[cell] / real.rows();
                distance[groupOf[r]] += Math.abs(p - (double) joint.syntheticCounts()[cell] / synthetic.rows());
                noise[groupOf[r]] += Math.sqrt(p * (1 - p));
            }
        }
    }
}
