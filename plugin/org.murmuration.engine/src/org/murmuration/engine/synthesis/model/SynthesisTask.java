// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.Sensitivity;

/**
 * What a model shall answer well, and what it may cost. Public knowledge alone.
 *
 * @param domain coded attributes
 * @param workload combinations of attributes whose counts matter, with their importance; not empty
 * @param target guarantee that the model keeps at most
 * @param relation which data sets the guarantee makes hard to distinguish
 * @param composition by which account the model keeps to its target
 * @param maxCells cells of the model, all tables together; limits memory and time, at least 1000
 */
public record SynthesisTask(
        Domain domain,
        List<Weighted> workload,
        ApproximateDp target,
        NeighboringRelation relation,
        Composition composition,
        long maxCells) {
    /** Cells of a model unless said otherwise: about a second of fitting, 10 MB. */
    public static final long DEFAULT_CELLS = 200_000;

    /** What a model is called in accounts. */
    static final String LABEL = "synthetic data model";

    /**
     * A combination and its importance.
     *
     * @param clique attributes
     * @param weight finite and above 0
     */
    public record Weighted(Clique clique, double weight) {
        /**
         * Checks the parameters.
         *
         * @param clique attributes, at least one
         * @param weight finite and above 0
         */
        public Weighted {
            Checks.require(clique.size() >= 1, "A workload cannot hold an empty combination.");
            Checks.positive(weight, "The weight of a combination");
        }
    }

    /** Copies the workload and checks that it fits the domain. */
    public SynthesisTask {
        workload = List.copyOf(workload);
        Checks.require(domain.size() >= 1, "There are no attributes to synthesise.");
        Checks.require(!workload.isEmpty(), "The workload is empty. Name at least one combination.");
        Checks.require(maxCells >= 1000, "The model needs room for at least 1,000 cells.");
        for (Weighted w : workload) {
            Checks.require(
                    w.clique().get(w.clique().size() - 1) < domain.size(),
                    "The workload names an attribute that the domain does not have.");
        }
    }

    /**
     * All combinations of a number of attributes, equally important.
     *
     * @param domain coded attributes
     * @param order attributes a combination, 1 to 3; at most the number of attributes is taken
     * @param target guarantee that the model keeps at most
     * @return the task, for one record added or removed and with the default size of the model
     */
    public static SynthesisTask allOf(Domain domain, int order, ApproximateDp target) {
        Checks.require(order >= 1 && order <= 3, "The order of the workload must be 1 to 3, not " + order);
        List<Weighted> workload = new ArrayList<>();
        for (Clique c : Clique.allOf(domain.size(), Math.min(order, domain.size()))) {
            workload.add(new Weighted(c, 1));
        }
        return new SynthesisTask(
                domain, workload, target, NeighboringRelation.ADD_OR_REMOVE_ONE, Composition.ALONE, DEFAULT_CELLS);
    }

    /**
     * The same workload, with combinations that hold an attribute mattering more.
     *
     * @param attribute position in the domain
     * @param factor importance of those combinations compared with the others, finite and above 0
     * @return a new task
     */
    public SynthesisTask favouring(int attribute, double factor) {
        Checks.positive(factor, "The importance of the target column");
        List<Weighted> weighted = workload.stream()
                .map(w -> new Weighted(w.clique(), w.weight() * (contains(w.clique(), attribute) ? factor : 1)))
                .toList();
        return new SynthesisTask(domain, weighted, target, relation, composition, maxCells);
    }

    /**
     * The same workload and some combinations more.
     *
     * @param more combinations with their importance beside the others
     * @return a new task
     * @throws IllegalArgumentException when one names an attribute that the domain does not have
     */
    public SynthesisTask and(List<Weighted> more) {
        List<Weighted> all = new ArrayList<>(workload);
        all.addAll(more);
        return new SynthesisTask(domain, all, target, relation, composition, maxCells);
    }

    private static boolean contains(Clique clique, int attribute) {
        for (int a : clique.toArray()) {
            if (a == attribute) {
                return true;
            }
        }
        return false;
    }

    /**
     * The same for other neighbours.
     *
     * @param neighbours which data sets the guarantee makes hard to distinguish
     * @return a new task
     */
    public SynthesisTask with(NeighboringRelation neighbours) {
        return new SynthesisTask(domain, workload, target, neighbours, composition, maxCells);
    }

    /**
     * The same for another account.
     *
     * @param account by which the model keeps to its target
     * @return a new task
     */
    public SynthesisTask with(Composition account) {
        return new SynthesisTask(domain, workload, target, relation, account, maxCells);
    }

    /**
     * The same with another limit.
     *
     * @param cells of the model, at least 1000
     * @return a new task
     */
    public SynthesisTask withMaxCells(long cells) {
        return new SynthesisTask(domain, workload, target, relation, composition, cells);
    }

    /** How far a table of counts moves between neighbours: one cell by one, or two when a record is replaced. */
    Sensitivity sensitivity() {
        return Sensitivity.ofCounts(ContributionBounds.ONE_RECORD, relation);
    }

    /**
     * Importance of each pair: the weights of all combinations of the workload that contain it.
     *
     * @return by first and second attribute, symmetric, 0 on the diagonal
     */
    double[][] pairWeights() {
        double[][] weights = new double[domain.size()][domain.size()];
        for (Weighted w : workload) {
            int[] attributes = w.clique().toArray();
            for (int a : attributes) {
                for (int b : attributes) {
                    if (a != b) {
                        weights[a][b] += w.weight();
                    }
                }
            }
        }
        return weights;
    }
}
