// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.marginals;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.marginal.Workload;
import org.murmuration.engine.mechanism.GaussianMechanism;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.Sensitivity;

/**
 * How a budget is split over the record count and all marginals up to an order. Depends on public knowledge alone, so it
 * can be shown before anything is spent.
 *
 * <p>The record count takes 2 % of rho. The rest goes to the orders with weights 1 (one-way), 3 (two-way) and 2
 * (three-way), equally to each marginal of an order. All shares are rounded down, so their sum does not pass the target.
 */
public final class MarginalPlan {
    /** Largest order supported. */
    public static final int MAX_ORDER = 3;
    /** Largest number of cells of all marginals together; about one gigabyte while they are estimated. */
    public static final long MAX_CELLS = 30_000_000;
    /** 97.5 % quantile of the standard normal distribution. */
    public static final double Z95 = Normal.Z95;

    private static final double COUNT_SHARE = 0.02;
    private static final double[] WEIGHTS = {1, 3, 2};
    private static final double SAFETY = 1 - 0x1p-30;

    private final ApproximateDp target;
    private final Workload workload;
    private final int order;
    private final double rho;
    private final double[] rhoPerMarginal;
    private final NeighboringRelation relation;

    private MarginalPlan(
            ApproximateDp target,
            Workload workload,
            int order,
            double rho,
            double[] rhoPerMarginal,
            NeighboringRelation relation) {
        this.relation = relation;
        this.target = target;
        this.workload = workload;
        this.order = order;
        this.rho = rho;
        this.rhoPerMarginal = rhoPerMarginal;
    }

    /**
     * Plans a release that hides one record added or removed.
     *
     * @param domain public domain of the records, at least one attribute
     * @param order largest number of attributes a marginal, 1 to 3
     * @param target guarantee not to be passed
     * @return the plan
     * @throws IllegalArgumentException when the domain is empty, the order is out of range or there are too many cells
     */
    public static MarginalPlan of(Domain domain, int order, ApproximateDp target) {
        return of(domain, order, target, NeighboringRelation.ADD_OR_REMOVE_ONE);
    }

    /**
     * Plans a release.
     *
     * @param domain public domain of the records, at least one attribute
     * @param order largest number of attributes a marginal, 1 to 3
     * @param target guarantee not to be passed
     * @param relation which data sets are neighbours
     * @return the plan
     * @throws IllegalArgumentException when the domain is empty, the order is out of range or there are too many cells
     */
    public static MarginalPlan of(Domain domain, int order, ApproximateDp target, NeighboringRelation relation) {
        Checks.require(domain.size() > 0, "The codebook has no attributes.");
        Checks.require(order >= 1 && order <= MAX_ORDER, "The order must be 1 to " + MAX_ORDER + ", not " + order);
        int used = Math.min(order, domain.size());
        Workload workload = Workload.upToOrder(domain, used);
        Checks.require(
                workload.cells() <= MAX_CELLS,
                "All combinations of up to " + used + " attributes have " + workload.cells() + " cells, more than "
                        + MAX_CELLS + ". Choose a lower order, fewer attributes, or wider bins.");
        double rho = ZcdpConversion.rho(target.epsilon(), target.delta());
        double weights = 0;
        for (int k = 1; k <= used; k++) {
            weights += WEIGHTS[k - 1];
        }
        double[] shares = new double[used + 1];
        shares[0] = rho * COUNT_SHARE * SAFETY;
        for (int k = 1; k <= used; k++) {
            int size = k;
            long marginals =
                    workload.cliques().stream().filter(c -> c.size() == size).count();
            shares[k] = Rounding.divideDown(rho * (1 - COUNT_SHARE) * WEIGHTS[k - 1] / weights * SAFETY, marginals);
        }
        return new MarginalPlan(target, workload, used, rho, shares, relation);
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
     * What will be measured.
     *
     * @return all marginals up to the order
     */
    public Workload workload() {
        return workload;
    }

    /**
     * Largest number of attributes a marginal.
     *
     * @return 1 to 3, at most the number of attributes
     */
    public int order() {
        return order;
    }

    /**
     * Whole budget.
     *
     * @return rho of zero-concentrated differential privacy
     */
    public double rho() {
        return rho;
    }

    /**
     * Share of the record count.
     *
     * @return rho
     */
    public double rhoOfCount() {
        return rhoPerMarginal[0];
    }

    /**
     * Share of each marginal of an order.
     *
     * @param size number of attributes, 1 to {@link #order()}
     * @return rho
     */
    public double rhoOfMarginal(int size) {
        return rhoPerMarginal[size];
    }

    /**
     * Which data sets the release makes hard to tell apart.
     *
     * @return the relation
     */
    public NeighboringRelation relation() {
        return relation;
    }

    /**
     * How far a marginal, or the record count, moves with one record: one cell by one, or two cells when it is replaced.
     *
     * @return the sensitivity
     */
    public Sensitivity sensitivity() {
        return Sensitivity.ofCounts(ContributionBounds.ONE_RECORD, relation);
    }

    /**
     * What the release will be charged, known before any record is read.
     *
     * @return the record count and the marginals of each order
     */
    public ComposedEvent event() {
        List<PrivacyEvent> parts = new ArrayList<>();
        parts.add(GaussianMechanism.ofRho(rhoOfCount(), sensitivity()).event("number of records"));
        for (int k = 1; k <= order; k++) {
            int size = k;
            long marginals =
                    workload.cliques().stream().filter(c -> c.size() == size).count();
            parts.add(new ComposedEvent(
                    k + "-way counts",
                    List.of(GaussianMechanism.ofRho(rhoOfMarginal(k), sensitivity())
                            .event("marginal")),
                    marginals));
        }
        return ComposedEvent.of("counts of up to " + order + " attributes", parts);
    }

    /**
     * Expected noise of each count of an order: sigma = Delta / sqrt(2 rho) with Delta the L2 sensitivity.
     *
     * @param size number of attributes, 0 for the record count
     * @return standard deviation in records
     */
    public double sigma(int size) {
        return Math.sqrt(sensitivity().squaredL2() / (2 * rhoPerMarginal[size]));
    }

    /**
     * Expected 95 % half-width of each count of an order.
     *
     * @param size number of attributes, 0 for the record count
     * @return in records
     */
    public double halfWidth(int size) {
        return Normal.Z95 * sigma(size);
    }
}
