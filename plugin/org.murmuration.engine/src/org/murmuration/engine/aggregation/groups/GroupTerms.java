// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.NeighboringRelation;

/**
 * What a {@link GroupByPlan} is made for, besides what is asked.
 *
 * @param target guarantee that the release keeps at most
 * @param relation which data sets are neighbours
 * @param bounds what a privacy unit contributes at most
 * @param discovers whether groups are discovered in the records instead of declared
 * @param noise which noise is added
 * @param totals for how many key columns, the last one first, totals are measured too; 0 for none
 * @param largestRho what Gaussian noise with all else may cost under zero-concentrated privacy, by which a ledger adds
 *     up; infinite for a release of its own, which has the exact account
 */
public record GroupTerms(
        ApproximateDp target,
        NeighboringRelation relation,
        ContributionBounds bounds,
        boolean discovers,
        NoiseChoice noise,
        int totals,
        double largestRho) {
    private static final double SAFETY = 1 - 0x1p-30;

    /**
     * Terms of a release of its own: one record added or removed, one row a unit, declared groups, automatic noise, no
     * totals.
     *
     * @param target guarantee that the release keeps at most
     * @return the defaults
     */
    public static GroupTerms of(ApproximateDp target) {
        return new GroupTerms(
                target,
                NeighboringRelation.ADD_OR_REMOVE_ONE,
                ContributionBounds.ONE_RECORD,
                false,
                NoiseChoice.AUTOMATIC,
                0,
                Double.POSITIVE_INFINITY);
    }

    /**
     * The same for another target.
     *
     * @param guarantee that the release keeps at most
     * @return new terms
     */
    public GroupTerms with(ApproximateDp guarantee) {
        return new GroupTerms(guarantee, relation, bounds, discovers, noise, totals, largestRho);
    }

    /**
     * The same for other neighbours.
     *
     * @param neighbours which data sets are neighbours
     * @return new terms
     */
    public GroupTerms with(NeighboringRelation neighbours) {
        return new GroupTerms(target, neighbours, bounds, discovers, noise, totals, largestRho);
    }

    /**
     * The same for other contributions.
     *
     * @param contributions what a privacy unit contributes at most
     * @return new terms
     */
    public GroupTerms with(ContributionBounds contributions) {
        return new GroupTerms(target, relation, contributions, discovers, noise, totals, largestRho);
    }

    /**
     * The same with another noise.
     *
     * @param choice which noise is added
     * @return new terms
     */
    public GroupTerms with(NoiseChoice choice) {
        return new GroupTerms(target, relation, bounds, discovers, choice, totals, largestRho);
    }

    /**
     * The same with groups that are discovered in the records, or declared.
     *
     * @param discovered whether they are discovered
     * @return new terms
     */
    public GroupTerms discovering(boolean discovered) {
        return new GroupTerms(target, relation, bounds, discovered, noise, totals, largestRho);
    }

    /**
     * The same with totals.
     *
     * @param keyColumns for how many of them, the last one first; 0 for none
     * @return new terms
     */
    public GroupTerms withTotals(int keyColumns) {
        return new GroupTerms(target, relation, bounds, discovers, noise, keyColumns, largestRho);
    }

    /**
     * The same in a ledger, which adds up by zero-concentrated privacy: Gaussian noise then fits the budget that is
     * asked for.
     *
     * @param whole guarantee that this and what is released along with it may use up together
     * @param part of it that this may use, above 0, at most 1
     * @return new terms
     */
    public GroupTerms inLedger(ApproximateDp whole, double part) {
        double ofGaussian = discovers ? whole.delta() / 2 : whole.delta();
        return new GroupTerms(
                target,
                relation,
                bounds,
                discovers,
                noise,
                totals,
                ZcdpConversion.rho(whole.epsilon(), ofGaussian) * part * SAFETY);
    }

    /**
     * By which account the release keeps to its target.
     *
     * @return alone or in a ledger
     */
    public Composition composition() {
        return Double.isFinite(largestRho) ? Composition.IN_LEDGER : Composition.ALONE;
    }

    /** How many times a unit counts between neighbours: twice where one is replaced by another. */
    int factor() {
        return relation == NeighboringRelation.REPLACE_ONE ? 2 : 1;
    }
}
