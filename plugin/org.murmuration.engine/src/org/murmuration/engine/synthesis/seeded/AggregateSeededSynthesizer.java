// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.seeded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.MarkovTree;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * Makes records from released counts of combinations, without the sensitive records: post-processing of what was
 * released, with its guarantee.
 *
 * <p>Whole records: tables of single attributes and pairs are made to agree with each other and with the released
 * number of records; records are drawn from the best tree of pairs, then changed value by value until all pairs fit.
 * Fragments: as Synthetic Data Showcase does, see {@link AggregateSeededTask.Manner}.
 */
public final class AggregateSeededSynthesizer {
    private AggregateSeededSynthesizer() {}

    /**
     * Makes records.
     *
     * @param released counts of combinations; a combination that is listed has all its parts listed
     * @param task what is asked for
     * @param random bits; a seed is harmless here, because the counts are public
     * @param monitor receives progress
     * @return records over {@link org.murmuration.engine.dataset.Codebook#optional} of the codebook of the counts;
     *     blanks are missing values, or "no" in attributes made from lists. Whole records come in random order,
     *     fragments sorted
     * @throws IllegalArgumentException when no value was released, or there would be too many cells or records
     */
    public static Dataset synthesize(
            ReleasedCombinations released, AggregateSeededTask task, RandomSource random, ProgressMonitor monitor) {
        Checks.require(
                released.table().start(2) > 0, "No value was released, so there is nothing to make records from.");
        return task.manner() == AggregateSeededTask.Manner.FRAGMENTS
                ? fragments(released, task, random, monitor)
                : wholeRecords(released, task, random, monitor);
    }

    private static Dataset wholeRecords(
            ReleasedCombinations released, AggregateSeededTask task, RandomSource random, ProgressMonitor monitor) {
        PairTargets targets = PairTargets.of(released, released.records());
        int[] shape = targets.shape();
        List<LinearMeasurement> measurements = new ArrayList<>();
        for (int a = 0; a < shape.length; a++) {
            measurements.add(new LinearMeasurement(Clique.of(a), targets.single(a), 1));
            for (int b = a + 1; b < shape.length; b++) {
                measurements.add(new LinearMeasurement(Clique.of(a, b), targets.pair(a, b), 1));
            }
        }
        MarkovTree tree = MarkovTree.fit(shape, measurements, targets.total(), monitor.part(0, 0.1));
        Checks.require(released.records() < Integer.MAX_VALUE - 8, "There would be more than two billion records.");
        int rows = task.rows().orElse((int) released.records());
        int[][] levels = TreeSynthesizer.FittedTree.draw(tree, rows, random, monitor.part(0.1, 0.2));
        RecordFitting.fit(targets, levels, random, monitor.part(0.2, 0.8));
        if (task.onlyReleased()) {
            return onlyReleased(released, targets, levels, random, monitor.part(0.8, 1));
        }
        Domain domain = released.codebook().optional().domain();
        int[][] codes = new int[shape.length][rows];
        for (int a = 0; a < shape.length; a++) {
            for (int r = 0; r < rows; r++) {
                codes[a][r] = targets.code(a, levels[a][r]);
            }
        }
        return Dataset.of(domain, codes);
    }

    private static Dataset onlyReleased(
            ReleasedCombinations released,
            PairTargets targets,
            int[][] levels,
            RandomSource random,
            ProgressMonitor monitor) {
        CombinationTable table = released.table();
        CombinationCode code = table.code();
        int[][] items = new int[levels.length][];
        for (int a = 0; a < levels.length; a++) {
            items[a] = levels[a];
            for (int r = 0; r < items[a].length; r++) {
                int level = levels[a][r];
                items[a][r] = targets.isAbsent(a, level) ? 0 : code.item(a, targets.code(a, level));
            }
        }
        ReleasedOnly.enforce(table, items, random, monitor);
        Domain domain = released.codebook().optional().domain();
        return Dataset.of(domain, codes(items, code, domain));
    }

    private static int[][] codes(int[][] items, CombinationCode code, Domain domain) {
        int[][] codes = new int[items.length][];
        for (int a = 0; a < items.length; a++) {
            int blank = PairTargets.absentCode(domain, a);
            codes[a] = Arrays.stream(items[a])
                    .map(item -> item == 0 ? blank : code.codeOf(item))
                    .toArray();
        }
        return codes;
    }

    private static Dataset fragments(
            ReleasedCombinations released, AggregateSeededTask task, RandomSource random, ProgressMonitor monitor) {
        List<int[]> records = AggregateFragments.make(released.table(), task, random, monitor);
        Comparator<int[]> byValues = Exact::compare;
        records.sort(byValues);
        int[][] items = new int[released.domain().size()][records.size()];
        for (int r = 0; r < records.size(); r++) {
            for (int a = 0; a < items.length; a++) {
                items[a][r] = records.get(r)[a];
            }
        }
        Domain domain = released.codebook().optional().domain();
        return Dataset.of(domain, codes(items, released.table().code(), domain));
    }
}
