// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.GaussianBudget;
import org.murmuration.engine.accounting.GaussianEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.release.ExpectedError;
import org.murmuration.engine.release.ReleaseIdentity;
import org.murmuration.engine.release.ReleasePlan;
import org.murmuration.engine.release.Settings;

/**
 * What a release of families measures and how its budget is split. Needs no record.
 *
 * <p>The number of families takes 1 % of the budget, the numbers of children by step 2 %. The rest goes to tables: all
 * those of the workload with a {@link Split#DECLARED} or {@link Split#BY_SIZE} split; with {@link Split#ADAPTIVE}
 * single attributes first, then tables chosen where the model is furthest from the families (McKenna and others 2022,
 * AIM).
 */
public final class LinkedPlan implements ReleasePlan {
    /** Part of the budget for the number of families. */
    static final double COUNT = 0.01;
    /** Part for the numbers of children. */
    static final double LADDER = 0.02;
    /** Part for single attributes when tables are chosen. */
    static final double SINGLES = 0.2;
    /** Part of what is left that choosing takes. */
    static final double CHOICE = 0.1;
    /** Tables that are chosen for each attribute. */
    static final int TABLES_PER_ATTRIBUTE = 3;

    private static final int VERSION = 2;
    private static final String LABEL = "tables of families";

    /** How the budget is divided among tables. */
    public enum Split {
        /** As the weights of the workload say. */
        DECLARED,
        /** So that the sum of expected errors, weighted by the workload, is least: more for tables of more cells. */
        BY_SIZE,
        /** Tables are chosen one after the other by how wrong the model is about them, which is charged too. */
        ADAPTIVE
    }

    private final LinkedWorkload workload;
    private final ApproximateDp target;
    private final NeighboringRelation relation;
    private final Composition composition;
    private final Split split;
    private final PrivacyEvent event;

    private LinkedPlan(
            LinkedWorkload workload,
            ApproximateDp target,
            NeighboringRelation relation,
            Composition composition,
            Split split) {
        Checks.require(
                workload.codebook().isPublic(),
                "A codebook was made from the records and would give them away. Check it and declare it public.");
        this.workload = workload;
        this.target = target;
        this.relation = relation;
        this.composition = composition;
        this.split = split;
        this.event = split == Split.ADAPTIVE
                ? GaussianBudget.withChoices(LABEL, target)
                : GaussianBudget.gaussian(LABEL, target, composition);
    }

    /**
     * A plan of its own, for families that are added or removed.
     *
     * @param workload what is to be answered well; attributes that no query has are measured by themselves
     * @param target guarantee for one parent with all their children
     * @return the plan with a split by size
     * @throws IllegalArgumentException when a codebook is not public
     */
    public static LinkedPlan of(LinkedWorkload workload, ApproximateDp target) {
        return new LinkedPlan(
                workload, target, NeighboringRelation.ADD_OR_REMOVE_ONE, Composition.ALONE, Split.BY_SIZE);
    }

    /**
     * The same plan for other neighbours.
     *
     * @param neighbours which data sets are neighbours
     * @return a new plan
     */
    public LinkedPlan with(NeighboringRelation neighbours) {
        return new LinkedPlan(workload, target, neighbours, composition, split);
    }

    /**
     * The same plan for another account.
     *
     * @param account by which it keeps to its target
     * @return a new plan
     */
    public LinkedPlan with(Composition account) {
        return new LinkedPlan(workload, target, relation, account, split);
    }

    /**
     * The same plan with another split.
     *
     * @param division how the budget is divided
     * @return a new plan
     */
    public LinkedPlan with(Split division) {
        return new LinkedPlan(workload, target, relation, composition, division);
    }

    /**
     * What is known of the families beforehand.
     *
     * @return public
     */
    public LinkedCodebook codebook() {
        return workload.codebook();
    }

    @Override
    public PrivacyEvent event() {
        return event;
    }

    /**
     * What is to be answered well.
     *
     * @return public
     */
    public LinkedWorkload workload() {
        return workload;
    }

    @Override
    public ApproximateDp target() {
        return target;
    }

    @Override
    public NeighboringRelation relation() {
        return relation;
    }

    /**
     * By which account the plan keeps to its target.
     *
     * @return alone or in a ledger
     */
    public Composition composition() {
        return composition;
    }

    /**
     * How the budget is divided.
     *
     * @return the split
     */
    public Split split() {
        return split;
    }

    /**
     * Budget in squared mu.
     *
     * @return above 0
     */
    double squaredMu() {
        return event instanceof GaussianEvent g ? GaussianBudget.squaredMu(g) : 2 * event.rho();
    }

    /** Largest squared L2 distance of a table between neighbours: two families where one is replaced by another. */
    int squaredSensitivity() {
        return relation == NeighboringRelation.REPLACE_ONE ? 2 : 1;
    }

    /** Single attributes: all of them, or those that no query of parents, or of a child, has. */
    List<LinkedQuery> singles(boolean all) {
        List<LinkedQuery> singles = new ArrayList<>();
        LinkedCodebook codebook = codebook();
        for (int a = 0; a < codebook.size(); a++) {
            int attribute = a;
            boolean isCovered = workload.queries().stream()
                    .anyMatch(q -> !q.siblings()
                            && q.attributes().contains(attribute)
                            && (codebook.isOfChild(attribute) || !q.isAboutChildren(codebook)));
            if ((all || !isCovered) && a != codebook.countIndex()) {
                singles.add(LinkedQuery.of(a));
            }
        }
        return singles;
    }

    /**
     * The tables that are measured whatever the records are.
     *
     * @return all of the workload and attributes that it lacks; single attributes where tables are chosen
     */
    public List<LinkedQuery> fixedQueries() {
        if (split == Split.ADAPTIVE) {
            return singles(true);
        }
        List<LinkedQuery> all = new ArrayList<>(workload.queries());
        all.addAll(singles(false));
        return all;
    }

    /**
     * Part of the whole budget for each of {@link #fixedQueries()}. The sum of w d sigma sqrt(2 / pi) over tables of d
     * cells is least, under a bound on the sum of 1 / sigma^2, where 1 / sigma^2 is proportional to (w d)^(2/3).
     *
     * @return they sum to what is not spent otherwise
     */
    double[] shares() {
        List<LinkedQuery> queries = fixedQueries();
        double[] shares = new double[queries.size()];
        double sum = 0;
        for (int q = 0; q < shares.length; q++) {
            int i = workload.queries().indexOf(queries.get(q));
            double weight = i < 0 ? 1 : workload.weights().get(i);
            shares[q] = split == Split.DECLARED
                    ? weight
                    : Elementary.twoThirdsPower(weight * queries.get(q).cells(codebook()));
            sum += shares[q];
        }
        double rest = 1 - COUNT - LADDER;
        double all = split == Split.ADAPTIVE ? Math.min(rest, SINGLES) : rest;
        for (int q = 0; q < shares.length; q++) {
            shares[q] *= all / sum;
        }
        return shares;
    }

    /** Number of tables that are chosen; 0 unless the split is adaptive. */
    int chosen() {
        return split == Split.ADAPTIVE
                ? Math.min(
                        workload.queries().size(),
                        TABLES_PER_ATTRIBUTE * codebook().size())
                : 0;
    }

    /** Budget for choosing and measuring one table. */
    double squaredMuOfChosen() {
        return squaredMu() * (1 - COUNT - LADDER - SINGLES) / chosen();
    }

    /** Noise of a part of the budget, in families. */
    double sigma(double squaredMuOfPart) {
        return GaussianBudget.multiplier(squaredMuOfPart) * Math.sqrt(squaredSensitivity());
    }

    /**
     * Noise of the number of families.
     *
     * @return standard deviation before all tables improve it
     */
    public double countSigma() {
        return sigma(squaredMu() * COUNT);
    }

    /**
     * Noise of a table before anything is spent.
     *
     * @param query of the workload
     * @return standard deviation of each cell, in families
     */
    public double sigma(LinkedQuery query) {
        if (split == Split.ADAPTIVE) {
            return sigma(squaredMuOfChosen() * (1 - CHOICE));
        }
        int q = fixedQueries().indexOf(query);
        Checks.require(q >= 0, "The query is not in the plan.");
        return sigma(squaredMu() * shares()[q]);
    }

    /**
     * Noise of all tables that are measured, chosen ones with them.
     *
     * @return smallest, median and largest standard deviation of a cell, in families
     */
    public double[] sigmas() {
        double[] shares = shares();
        double[] all = new double[shares.length + (split == Split.ADAPTIVE ? 1 : 0)];
        for (int q = 0; q < shares.length; q++) {
            all[q] = sigma(squaredMu() * shares[q]);
        }
        if (split == Split.ADAPTIVE) {
            all[shares.length] = sigma(squaredMuOfChosen() * (1 - CHOICE));
        }
        Arrays.sort(all);
        return new double[] {all[0], all[all.length / 2], all[all.length - 1]};
    }

    /**
     * Expected distance of a noisy table from the exact one, before cells are made to agree, which lowers it.
     *
     * @param query of the plan
     * @param families guess of how many count, public, above 0
     * @return total variation of shares, 0 to 1
     */
    public double expectedDistance(LinkedQuery query, double families) {
        Checks.positive(families, "The number of families");
        return Math.min(1, Normal.MEAN_MAGNITUDE * sigma(query) * query.cells(codebook()) / (2 * families));
    }

    @Override
    public List<ExpectedError> expectedErrors() {
        double[] sigmas = sigmas();
        return List.of(
                new ExpectedError("number of families", halfWidth(countSigma())),
                new ExpectedError("best table", halfWidth(sigmas[0])),
                new ExpectedError("median table", halfWidth(sigmas[1])),
                new ExpectedError("worst table", halfWidth(sigmas[2])));
    }

    @Override
    public ReleaseIdentity identity() {
        List<Settings> queries = new ArrayList<>();
        for (int q = 0; q < workload.queries().size(); q++) {
            queries.add(settings(workload.queries().get(q))
                    .with("weight", workload.weights().get(q)));
        }
        return ReleaseIdentity.of(
                "dp-linked",
                VERSION,
                Settings.none()
                        .with(target, relation)
                        .with(composition)
                        .with("split", split.name())
                        .with("codebook", codebook().digest())
                        .withParts("workload", queries)
                        .withParts(
                                "left",
                                workload.left().stream()
                                        .map(LinkedPlan::settings)
                                        .toList()));
    }

    private static Settings settings(LinkedQuery query) {
        return Settings.none()
                .with("attributes", query.attributes().stream().mapToInt(a -> a).toArray())
                .with("siblings", query.siblings());
    }

    /**
     * Half of a 95 % interval of one cell.
     *
     * @param sigma its standard deviation
     * @return families
     */
    public static double halfWidth(double sigma) {
        return Normal.Z95 * sigma;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinkedPlan p
                && workload.equals(p.workload)
                && target.equals(p.target)
                && relation == p.relation
                && composition == p.composition
                && split == p.split;
    }

    @Override
    public int hashCode() {
        return workload.queries().hashCode();
    }

    @Override
    public String toString() {
        return split + " over " + workload.queries().size() + " queries for " + target.describe();
    }
}
