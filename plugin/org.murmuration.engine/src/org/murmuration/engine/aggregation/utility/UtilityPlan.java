// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.utility;

import java.util.List;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.aggregation.marginals.MarginalPlan;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.marginal.Workload;
import org.murmuration.engine.mechanism.GaussianMechanism;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.Sensitivity;

/**
 * How the budget of an evaluation under differential privacy is shared: the number of real records, the distances of all
 * marginals, the counts of random partitions. Depends on public knowledge alone.
 */
public final class UtilityPlan {
    /** Largest number of attributes compared together. */
    public static final int MAX_ORDER = 3;
    /** Random partitions of the records. */
    static final int PARTITIONS = 16;

    private static final double SHARE_OF_COUNT = 0.2;
    private static final double SHARE_OF_DISTANCES = 0.4;
    private static final double SHARE_OF_PARTITIONS = 0.4;
    private static final double SAFETY = 1 - 0x1p-30;

    private final Workload workload;
    private final int order;
    private final ApproximateDp target;
    private final NeighboringRelation relation;
    private final double rho;

    private UtilityPlan(Workload workload, int order, ApproximateDp target, NeighboringRelation relation) {
        this.workload = workload;
        this.order = order;
        this.target = target;
        this.relation = relation;
        this.rho = ZcdpConversion.rho(target.epsilon(), target.delta());
    }

    /**
     * Plans an evaluation.
     *
     * @param domain public domain of the records, at least one attribute
     * @param order largest number of attributes compared together, 1 to {@link #MAX_ORDER}
     * @param target guarantee not to be passed
     * @param relation which data sets are neighbours
     * @return the plan
     * @throws IllegalArgumentException when the domain is empty, the order is out of range or there are too many cells
     */
    public static UtilityPlan of(Domain domain, int order, ApproximateDp target, NeighboringRelation relation) {
        Checks.require(domain.size() > 0, "The codebook has no attributes.");
        Checks.require(order >= 1 && order <= MAX_ORDER, "The order must be 1 to " + MAX_ORDER + ", not " + order);
        int used = Math.min(order, domain.size());
        Workload workload = Workload.upToOrder(domain, used);
        Checks.require(
                workload.cells() <= MarginalPlan.MAX_CELLS,
                "All combinations of up to " + used + " attributes have " + workload.cells() + " cells, more than "
                        + MarginalPlan.MAX_CELLS + ". Choose a lower order, fewer attributes, or wider bins.");
        return new UtilityPlan(workload, used, target, relation);
    }

    /**
     * What is compared.
     *
     * @return all marginals up to the order
     */
    public Workload workload() {
        return workload;
    }

    /**
     * Largest number of attributes compared together.
     *
     * @return at most the number of attributes
     */
    public int order() {
        return order;
    }

    /**
     * The guarantee asked for.
     *
     * @return epsilon and delta
     */
    public ApproximateDp target() {
        return target;
    }

    /**
     * Which data sets the release makes hard to tell apart.
     *
     * @return the relation
     */
    public NeighboringRelation relation() {
        return relation;
    }

    private long factor() {
        return relation == NeighboringRelation.REPLACE_ONE ? 2 : 1;
    }

    GaussianMechanism ofCount() {
        return GaussianMechanism.ofRho(
                rho * SHARE_OF_COUNT * SAFETY, Sensitivity.ofCounts(ContributionBounds.ONE_RECORD, relation));
    }

    /**
     * Noise of the distances. The distance of a marginal in records is the sum over its cells of |c - t| with c the real count and
     * t public; a record more moves one c by one, so each of the M distances moves by at most 1 (a record replaced: by 2).
     */
    GaussianMechanism ofDistances() {
        long marginals = workload.cliques().size();
        return GaussianMechanism.ofRho(
                rho * SHARE_OF_DISTANCES * SAFETY,
                new Sensitivity(marginals * factor(), marginals * factor() * factor(), factor()));
    }

    /** Noise of the partitions: a record lies in one cell of each, so it moves one count of each by one. */
    GaussianMechanism ofPartitions() {
        return GaussianMechanism.ofRho(
                rho * SHARE_OF_PARTITIONS * SAFETY, new Sensitivity(PARTITIONS * factor(), PARTITIONS * factor(), 1));
    }

    /**
     * What the release will be charged, known before any record is read.
     *
     * @return the record count, the distances and the partitions
     */
    public ComposedEvent event() {
        return ComposedEvent.of(
                "utility of up to " + order + " attributes",
                List.of(
                        ofCount().event("number of records"),
                        ofDistances().event("distances of marginals"),
                        ofPartitions().event("records by random partitions")));
    }

    /** Noise of the sum over the cells, and at the worst that of the number of records, over twice that number. */
    static double halfWidth(double sigma, double records) {
        return Normal.Z95 * sigma / 2 / records;
    }

    /**
     * Expected 95 % half-width of the distance of one marginal, from noise alone.
     *
     * @param records how many real records there are believed to be, at least 1
     * @return in units of total variation distance
     */
    public double halfWidth(double records) {
        return halfWidth(ofDistances().sigma() + ofCount().sigma(), records);
    }
}
