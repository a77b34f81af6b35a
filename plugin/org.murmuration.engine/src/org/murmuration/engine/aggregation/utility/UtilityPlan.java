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
import org.murmuration.engine.release.ExpectedError;
import org.murmuration.engine.release.ReleaseIdentity;
import org.murmuration.engine.release.ReleasePlan;
import org.murmuration.engine.release.Settings;

/**
 * How the budget of an evaluation under differential privacy is shared: the number of real records, the distances of
 * all marginals, the counts of random partitions. Depends on public knowledge alone.
 */
public final class UtilityPlan implements ReleasePlan {
    /** Largest number of attributes compared together. */
    public static final int MAX_ORDER = 3;
    /** Random partitions of the records. */
    static final int PARTITIONS = 16;

    private static final int VERSION = 2;
    private static final double SHARE_OF_COUNT = 0.2;
    private static final double SHARE_OF_DISTANCES = 0.4;
    private static final double SHARE_OF_PARTITIONS = 0.4;
    private static final double SAFETY = 1 - 0x1p-30;

    private final Domain domain;
    private final Workload workload;
    private final int order;
    private final ApproximateDp target;
    private final NeighboringRelation relation;
    private final double rho;

    private UtilityPlan(Domain domain, ApproximateDp target, int order, NeighboringRelation relation) {
        Checks.require(domain.size() > 0, "The codebook has no attributes.");
        Checks.require(order >= 1 && order <= MAX_ORDER, "The order must be 1 to " + MAX_ORDER + ", not " + order);
        this.domain = domain;
        this.order = Math.min(order, domain.size());
        this.workload = Workload.upToOrder(domain, this.order);
        Checks.require(
                workload.cells() <= MarginalPlan.MAX_CELLS,
                "All combinations of up to " + this.order + " attributes have " + workload.cells()
                        + " cells, more than " + MarginalPlan.MAX_CELLS
                        + ". Choose a lower order, fewer attributes, or wider bins.");
        this.target = target;
        this.relation = relation;
        this.rho = ZcdpConversion.rho(target.epsilon(), target.delta());
    }

    /**
     * Plans an evaluation of single attributes where one record is added or removed.
     *
     * @param domain public domain of the records, at least one attribute
     * @param target guarantee that the release keeps at most
     * @return the plan
     * @throws IllegalArgumentException when the domain is empty or there are too many cells
     */
    public static UtilityPlan of(Domain domain, ApproximateDp target) {
        return new UtilityPlan(domain, target, 1, NeighboringRelation.ADD_OR_REMOVE_ONE);
    }

    /**
     * The same plan up to another order.
     *
     * @param largest number of attributes compared together, 1 to {@link #MAX_ORDER}
     * @return a new plan
     * @throws IllegalArgumentException when the order is out of range or there are too many cells
     */
    public UtilityPlan withOrder(int largest) {
        return new UtilityPlan(domain, target, largest, relation);
    }

    /**
     * The same plan for other neighbours.
     *
     * @param neighbours which data sets are neighbours
     * @return a new plan
     */
    public UtilityPlan with(NeighboringRelation neighbours) {
        return new UtilityPlan(domain, target, order, neighbours);
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
     * The attributes.
     *
     * @return public domain of the records
     */
    public Domain domain() {
        return domain;
    }

    /**
     * Largest number of attributes compared together.
     *
     * @return at most the number of attributes
     */
    public int order() {
        return order;
    }

    @Override
    public ApproximateDp target() {
        return target;
    }

    @Override
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
     * Noise of the distances. The distance of a marginal in records is the sum over its cells of |c - t| with c the
     * real count and t public; a record more moves one c by one, so each of the M distances moves by at most 1 (a
     * record replaced: by 2).
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

    @Override
    public ComposedEvent event() {
        return ComposedEvent.of(
                "utility of up to " + order + " attributes",
                List.of(
                        ofCount().event("number of records"),
                        ofDistances().event("distances of marginals"),
                        ofPartitions().event("records by random partitions")));
    }

    /** {@inheritDoc} Of distances in records, before they are divided by twice the number of records. */
    @Override
    public List<ExpectedError> expectedErrors() {
        return List.of(
                new ExpectedError("number of records", Normal.Z95 * ofCount().sigma()),
                new ExpectedError(
                        "distance of a marginal, in records",
                        Normal.Z95 * ofDistances().sigma()),
                new ExpectedError(
                        "records in a random cell", Normal.Z95 * ofPartitions().sigma()));
    }

    @Override
    public ReleaseIdentity identity() {
        return ReleaseIdentity.of(
                "dp-utility",
                VERSION,
                Settings.none().with(target, relation).with(domain).with("order", order));
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
