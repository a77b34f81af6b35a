// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.linked.FamilyCountSource;
import org.murmuration.engine.linked.FamilyCounter;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.Counted;
import org.murmuration.engine.release.Release;

/** Releases noisy tables of families, and draws synthetic families from them. */
public final class LinkedSynthesizer {
    /** Families of the model while tables are chosen: enough that drawing adds little to its errors. */
    private static final int WORKING_FAMILIES = 20_000;
    /** Tables that are chosen before the model is fitted again. */
    private static final int BATCH = 4;

    private static final int MOST_ROWS = 1 << 28;

    private LinkedSynthesizer() {}

    /**
     * Spends the budget, with a guarantee for this release alone.
     *
     * @param data sensitive families over the codebook of the plan
     * @param plan what is measured
     * @param random bits; secure unless this is a test
     * @param monitor receives progress
     * @return what may be published
     * @throws IllegalArgumentException when the families do not fit the plan
     */
    public static ReleasedFamilies release(
            LinkedDataset data, LinkedPlan plan, RandomSource random, ProgressMonitor monitor) {
        return release(FamilyCountSource.of(data), plan, random, monitor);
    }

    /**
     * Spends the budget on families that were counted elsewhere, with a guarantee for this release alone.
     *
     * @param families tables of sensitive families over the codebook of the plan
     * @param plan what is measured
     * @param random bits; secure unless this is a test
     * @param monitor receives progress
     * @return what may be published
     * @throws IllegalArgumentException when the families do not fit the plan
     */
    public static ReleasedFamilies release(
            FamilyCountSource families, LinkedPlan plan, RandomSource random, ProgressMonitor monitor) {
        PrivacyUnit parent = new PrivacyUnit(plan.codebook().parent());
        Counted<FamilyCountSource> counted = Counted.elsewhere(families, Cohort.ALL, Optional.empty());
        return Release.alone(LinkedRelease.of(plan), parent, counted, random, monitor);
    }

    /** All noisy numbers of a release. */
    static NoisyFamilies measure(
            FamilyMeasuring measuring, long[][] exact, LinkedPlan plan, RandomSource random, ProgressMonitor monitor) {
        FamilyMeasuring.Noisy count = measuring.count();
        FamilyMeasuring.Noisy ladder = measuring.ladder();
        List<LinkedMeasurement> tables = new ArrayList<>();
        List<LinkedQuery> queries = plan.fixedQueries();
        double[] shares = plan.shares();
        for (int q = 0; q < shares.length; q++) {
            monitor.checkCanceled();
            tables.add(measuring.measure(queries.get(q), exact[q], plan.squaredMu() * shares[q]));
            monitor.report(0.3 + 0.2 * q / shares.length, "Adding noise");
        }
        NoisyFamilies noisy = new NoisyFamilies(
                plan.codebook(), count.values()[0], count.sigma(), ladder.values(), ladder.sigma(), tables);
        return plan.split() == LinkedPlan.Split.ADAPTIVE
                ? choose(measuring, plan, noisy, random, monitor.part(0.5, 1))
                : noisy;
    }

    private static NoisyFamilies choose(
            FamilyMeasuring measuring,
            LinkedPlan plan,
            NoisyFamilies first,
            RandomSource random,
            ProgressMonitor monitor) {
        List<LinkedQuery> queries = plan.workload().queries();
        long[][] exact = measuring.count(queries, monitor.part(0, 0.1));
        double each = plan.squaredMuOfChosen();
        double sigma = plan.sigma(each * (1 - LinkedPlan.CHOICE));
        List<Integer> open = new ArrayList<>();
        for (int q = 0; q < queries.size(); q++) {
            open.add(q);
        }
        NoisyFamilies noisy = first;
        double[][] model = new double[0][];
        int all = plan.chosen();
        for (int n = 0; n < all; n++) {
            monitor.checkCanceled();
            if (n % BATCH == 0) {
                model = model(noisy, queries, random);
            }
            int q = measuring.choose(
                    open, queries, plan.workload().weights(), exact, model, sigma, each * LinkedPlan.CHOICE);
            open.remove(Integer.valueOf(q));
            List<LinkedMeasurement> tables = new ArrayList<>(noisy.tables());
            tables.add(measuring.measure(queries.get(q), exact[q], each * (1 - LinkedPlan.CHOICE)));
            noisy = noisy.with(tables);
            monitor.report(0.1 + 0.9 * n / all, "Choosing tables");
        }
        return noisy;
    }

    /** Tables of the queries as the releases so far have them. */
    private static double[][] model(NoisyFamilies noisy, List<LinkedQuery> queries, RandomSource random) {
        double total = noisy.total();
        int rows = (int) Math.min(WORKING_FAMILIES, Exact.round(total));
        double[][] model = new double[queries.size()][];
        long[][] counts = new long[0][];
        FamilyCounter counter = null;
        if (rows > 0) {
            // scaled to the working size, so that the refinement moves whole families
            counter = new FamilyCounter(draw(noisy.scaled(rows / total), rows, random, ProgressMonitor.NONE));
            counts = counter.count(queries, ProgressMonitor.NONE);
        }
        for (int q = 0; q < model.length; q++) {
            model[q] = new double[Math.toIntExact(queries.get(q).cells(noisy.codebook()))];
            for (int x = 0; counter != null && x < model[q].length; x++) {
                model[q][x] = counts[q][x] * (total / rows) / counter.unit();
            }
        }
        return model;
    }

    /**
     * Draws synthetic families: post-processing, at no cost.
     *
     * @param noisy what was released
     * @param random bits; a seed is harmless here, because what was released is public
     * @param monitor receives progress
     * @return as many families as were released, in random order
     */
    public static LinkedDataset draw(NoisyFamilies noisy, RandomSource random, ProgressMonitor monitor) {
        double total = Exact.rint(noisy.total());
        Checks.require(total <= MOST_ROWS, "There would be more than 268 million families.");
        return draw(noisy, (int) total, random, monitor);
    }

    private static LinkedDataset draw(NoisyFamilies noisy, int families, RandomSource random, ProgressMonitor monitor) {
        ConsistentFamilies consistent = new ConsistentFamilies(noisy);
        monitor.report(0.05, "Making tables agree");
        FamilyCodes codes = new FamilyTree(noisy, consistent).draw(families, random, monitor.part(0.05, 0.2));
        List<LinkedMeasurement> targets = new ArrayList<>();
        for (LinkedMeasurement m : noisy.tables()) {
            targets.add(new LinkedMeasurement(m.query(), consistent.table(m), m.sigma()));
        }
        new FamilyRefinement(codes, targets, true).run(random, monitor.part(0.2, 0.95));
        monitor.checkCanceled();
        return codes.shuffled(random);
    }

    /**
     * The released tables made to agree, see {@link ConsistentFamilies}: post-processing.
     *
     * @param noisy what was released
     * @return for each released table its cells, not negative
     */
    public static List<double[]> agreed(NoisyFamilies noisy) {
        ConsistentFamilies consistent = new ConsistentFamilies(noisy);
        List<double[]> tables = new ArrayList<>();
        for (LinkedMeasurement m : noisy.tables()) {
            tables.add(consistent.table(m).clone());
        }
        return Collections.unmodifiableList(tables);
    }

    /**
     * Families by level of one attribute as all tables agreed, those with children for a child's.
     *
     * @param noisy what was released
     * @param attribute position in the codebook
     * @return not negative
     */
    public static double[] agreed(NoisyFamilies noisy, int attribute) {
        return new ConsistentFamilies(noisy).single(attribute).clone();
    }
}
