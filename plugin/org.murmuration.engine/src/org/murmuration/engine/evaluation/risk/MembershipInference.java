// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.SortedArrays;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Sampling;

/**
 * Infers membership from synthetic records and records of the same population, as DOMIAS does (van Breugel and others
 * 2023): where synthetic records lie denser than the population, the synthesizer has seen a record. Density is judged
 * by the distance to the nearest record (Gower), so the score of a candidate is the distance to the population over the
 * sum of both distances.
 *
 * <p>Half of the people who were not in the data are the attacker's knowledge of the population, the other half are
 * candidates beside as many members.
 */
public final class MembershipInference {
    private MembershipInference() {}

    /**
     * Attacks.
     *
     * @param real records that the synthetic ones were made from, at least 1
     * @param synthetic what the attacker has, at least 1
     * @param control records of people who were not in the data, at least 2
     * @param candidates at most so many of each kind, at least 1
     * @param random chooses them
     * @param monitor receives progress
     * @return the private result
     * @throws IllegalArgumentException when a table has too few records or they do not share their columns
     */
    public static MembershipReport attack(
            MixedRecords real,
            MixedRecords synthetic,
            MixedRecords control,
            int candidates,
            RandomSource random,
            ProgressMonitor monitor) {
        Checks.require(
                real.rows() > 0 && synthetic.rows() > 0 && control.rows() >= 2,
                "Inferring membership needs real and synthetic records, and two people who were not in the data.");
        Checks.require(
                real.columns() == synthetic.columns() && control.columns() == real.columns(),
                "All tables must share their columns.");
        Checks.require(candidates >= 1, "There must be at least one candidate.");
        MixedRecords shuffled = control.select(Sampling.positions(control.rows(), control.rows(), random));
        int known = control.rows() / 2;
        int size = Math.min(candidates, Math.min(real.rows(), control.rows() - known));
        MixedRecords population = shuffled.select(IntStream.range(0, known).toArray());
        MixedRecords others =
                shuffled.select(IntStream.range(known, known + size).toArray());
        MixedRecords members = real.sample(size, random);
        double[] ofMembers = scores(members, synthetic, population, monitor.part(0, 0.5));
        double[] ofOthers = scores(others, synthetic, population, monitor.part(0.5, 1));
        return report(ofMembers, ofOthers);
    }

    private static double[] scores(
            MixedRecords candidates, MixedRecords synthetic, MixedRecords population, ProgressMonitor monitor) {
        int[] all = IntStream.range(0, synthetic.columns().columns().size()).toArray();
        GowerNeighbors.Found toSynthetic = GowerNeighbors.among(synthetic, all, synthetic, population)
                .nearest(candidates, 1, monitor.part(0, 0.5));
        GowerNeighbors.Found toPopulation = GowerNeighbors.among(population, all, synthetic, population)
                .nearest(candidates, 1, monitor.part(0.5, 1));
        double[] scores = new double[candidates.rows()];
        for (int i = 0; i < scores.length; i++) {
            double a = toSynthetic.distances()[i][0];
            double b = toPopulation.distances()[i][0];
            scores[i] = a + b > 0 ? b / (a + b) : 0.5;
        }
        return scores;
    }

    static MembershipReport report(double[] members, double[] others) {
        int n = members.length;
        double[] sorted = others.clone();
        Arrays.sort(sorted);
        double pairs = 0;
        for (double m : members) {
            int below = SortedArrays.below(sorted, m);
            pairs += below + (SortedArrays.below(sorted, Math.nextUp(m)) - below) / 2.0;
        }
        double auc = pairs / n / others.length;
        double q1 = auc / (2 - auc);
        double q2 = 2 * auc * auc / (1 + auc);
        double variance = (auc * (1 - auc) + (n - 1) * (q1 - auc * auc) + (others.length - 1) * (q2 - auc * auc))
                / n
                / others.length;
        double[] all = new double[n + others.length];
        System.arraycopy(members, 0, all, 0, n);
        System.arraycopy(others, 0, all, n, others.length);
        Arrays.sort(all);
        double middle = (all[(all.length - 1) / 2] + all[all.length / 2]) / 2;
        return new MembershipReport(
                new AttackResult(
                        "Membership inference", n, above(members, middle), n / 2, others.length, above(others, middle)),
                auc,
                Normal.Z95 * Math.sqrt(Math.max(0, variance)),
                found(members, sorted, 0.1),
                found(members, sorted, 0.01));
    }

    private static int above(double[] scores, double threshold) {
        return (int) Arrays.stream(scores).filter(s -> s > threshold).count();
    }

    /** Share of members above the score that at most so large a part of the others passes. */
    private static double found(double[] members, double[] sorted, double part) {
        int allowed = (int) (part * sorted.length);
        return (double) above(members, sorted[sorted.length - 1 - allowed]) / members.length;
    }
}
