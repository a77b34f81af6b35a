// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.marginals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.GaussianBudget;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.Recent;
import org.murmuration.engine.internal.Rounding;
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
 * How a budget is split over the record count and all marginals up to an order. Depends on public knowledge alone, so
 * it can be shown before anything is spent. Immutable.
 *
 * <p>The record count takes 2 % of rho. The rest goes to the orders with weights 1 (one-way), 3 (two-way) and 2
 * (three-way), equally to each marginal of an order. All shares are rounded down, so their sum is at most the whole.
 *
 * <p>In a ledger the whole is the rho that zero-concentrated privacy allows for the target. A release by itself takes
 * the largest rho for which the exact account of its discrete Gaussian noise keeps to the target
 * ({@link GaussianBudget#exactRho}): some 7 % less noise.
 */
public final class MarginalPlan implements ReleasePlan {
    /** Largest order supported. */
    public static final int MAX_ORDER = 3;
    /** Largest number of cells of all marginals together; about one gigabyte while they are estimated. */
    public static final long MAX_CELLS = 30_000_000;

    private static final int VERSION = 2;
    private static final double COUNT_SHARE = 0.02;
    private static final double[] WEIGHTS = {1, 3, 2};
    private static final double SAFETY = 1 - 0x1p-30;

    /** Exact accounts of the last plans: a dialog asks for the same one many times. */
    private static final Recent<List<Object>> EXACT = new Recent<>(64);

    private final Domain domain;
    private final ApproximateDp target;
    private final Workload workload;
    private final int order;
    private final NeighboringRelation relation;
    private final Composition composition;
    private final long[] marginals; // by order
    private double rho; // 0 until it is asked for, because the exact account takes a moment

    private MarginalPlan(
            Domain domain, ApproximateDp target, int order, NeighboringRelation relation, Composition composition) {
        Checks.require(domain.size() > 0, "The codebook has no attributes.");
        Checks.require(order >= 1 && order <= MAX_ORDER, "The order must be 1 to " + MAX_ORDER + ", not " + order);
        this.domain = domain;
        this.target = target;
        this.order = Math.min(order, domain.size());
        this.relation = relation;
        this.composition = composition;
        this.workload = Workload.upToOrder(domain, this.order);
        Checks.require(
                workload.cells() <= MAX_CELLS,
                "All combinations of up to " + this.order + " attributes have " + workload.cells()
                        + " cells, more than " + MAX_CELLS
                        + ". Choose a lower order, fewer attributes, or wider bins.");
        this.marginals = new long[this.order + 1];
        workload.cliques().forEach(c -> marginals[c.size()]++);
    }

    /**
     * Plans a release of one-way marginals by itself that hides one record added or removed.
     *
     * @param domain public domain of the records, at least one attribute
     * @param target guarantee that the release keeps at most
     * @return the plan
     * @throws IllegalArgumentException when the domain is empty or there are too many cells
     */
    public static MarginalPlan of(Domain domain, ApproximateDp target) {
        return new MarginalPlan(domain, target, 1, NeighboringRelation.ADD_OR_REMOVE_ONE, Composition.ALONE);
    }

    /**
     * The same plan up to another order.
     *
     * @param largest number of attributes a marginal, 1 to 3
     * @return a new plan
     * @throws IllegalArgumentException when the order is out of range or there are too many cells
     */
    public MarginalPlan withOrder(int largest) {
        return new MarginalPlan(domain, target, largest, relation, composition);
    }

    /**
     * The same plan for other neighbours.
     *
     * @param neighbours which data sets are neighbours
     * @return a new plan
     */
    public MarginalPlan with(NeighboringRelation neighbours) {
        return new MarginalPlan(domain, target, order, neighbours, composition);
    }

    /**
     * The same plan for another account.
     *
     * @param account by which it keeps to its target
     * @return a new plan
     */
    public MarginalPlan with(Composition account) {
        return new MarginalPlan(domain, target, order, relation, account);
    }

    @Override
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
     * The attributes.
     *
     * @return public domain of the records
     */
    public Domain domain() {
        return domain;
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
    public synchronized double rho() {
        if (rho == 0) {
            rho = composition == Composition.ALONE
                    ? EXACT.of(
                            List.of(
                                    target,
                                    relation,
                                    LongStream.of(marginals).boxed().toList()),
                            this::exactRho)
                    : ZcdpConversion.rho(target.epsilon(), target.delta());
        }
        return rho;
    }

    private double exactRho() {
        return GaussianBudget.exactRho(target, this::event);
    }

    /**
     * Share of the record count.
     *
     * @return rho
     */
    public double rhoOfCount() {
        return rho() * COUNT_SHARE * SAFETY;
    }

    /**
     * Share of each marginal of an order.
     *
     * @param size number of attributes, 1 to {@link #order()}
     * @return rho
     */
    public double rhoOfMarginal(int size) {
        return rhoOfMarginal(rho(), size);
    }

    private double rhoOfMarginal(double whole, int size) {
        double weights = 0;
        for (int k = 1; k <= order; k++) {
            weights += WEIGHTS[k - 1];
        }
        return Rounding.divideDown(whole * (1 - COUNT_SHARE) * WEIGHTS[size - 1] / weights * SAFETY, marginals[size]);
    }

    @Override
    public NeighboringRelation relation() {
        return relation;
    }

    /**
     * How far a marginal, or the record count, moves with one record: one cell by one, or two cells when it is
     * replaced.
     *
     * @return the sensitivity
     */
    public Sensitivity sensitivity() {
        return Sensitivity.ofCounts(ContributionBounds.ONE_RECORD, relation);
    }

    @Override
    public ComposedEvent event() {
        return event(rho());
    }

    /** The record count and the marginals of each order, for a whole budget. */
    private ComposedEvent event(double whole) {
        List<PrivacyEvent> parts = new ArrayList<>();
        parts.add(GaussianMechanism.ofRho(whole * COUNT_SHARE * SAFETY, sensitivity())
                .event("number of records"));
        for (int k = 1; k <= order; k++) {
            parts.add(new ComposedEvent(
                    k + "-way counts",
                    List.of(GaussianMechanism.ofRho(rhoOfMarginal(whole, k), sensitivity())
                            .event("marginal")),
                    marginals[k]));
        }
        return ComposedEvent.of("counts of up to " + order + " attributes", parts);
    }

    @Override
    public List<ExpectedError> expectedErrors() {
        List<ExpectedError> errors = new ArrayList<>();
        errors.add(new ExpectedError("number of records", halfWidth(0)));
        for (int k = 1; k <= order; k++) {
            errors.add(new ExpectedError(k + "-way counts", halfWidth(k)));
        }
        return errors;
    }

    @Override
    public ReleaseIdentity identity() {
        return ReleaseIdentity.of(
                "dp-marginals",
                VERSION,
                Settings.none()
                        .with(target, relation)
                        .with(composition)
                        .with(domain)
                        .with("order", order));
    }

    /**
     * Expected noise of each count of an order: sigma = Delta / sqrt(2 rho) with Delta the L2 sensitivity.
     *
     * @param size number of attributes, 0 for the record count
     * @return standard deviation in records
     */
    public double sigma(int size) {
        double share = size == 0 ? rhoOfCount() : rhoOfMarginal(size);
        return Math.sqrt(sensitivity().squaredL2() / (2 * share));
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
