// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

import org.murmuration.engine.internal.Checks;

/**
 * How far an integer vector of counts can move when one privacy unit changes.
 *
 * @param l1 largest sum of absolute changes, at least 1
 * @param squaredL2 largest sum of squared changes, at least 1
 * @param linf largest change of one coordinate, at least 1
 */
public record Sensitivity(long l1, long squaredL2, long linf) {
    /** A count to which each unit adds one record at most. */
    public static final Sensitivity ONE = new Sensitivity(1, 1, 1);

    /** Checks the parameters. */
    public Sensitivity {
        Checks.require(l1 >= 1 && squaredL2 >= 1 && linf >= 1, "A sensitivity must be at least 1.");
    }

    /**
     * Sensitivity of counts per group.
     *
     * <p>A unit touches at most l0 groups with at most linf records in each: L1 = l0 linf, squared L2 = l0 linf^2. When
     * a unit is replaced, the old records leave and the new ones come, in the worst case in other groups: L1 and
     * squared L2 double.
     *
     * @param bounds what a unit contributes at most
     * @param relation which data sets are neighbours
     * @return the sensitivity of the vector of all group counts
     * @throws ArithmeticException when it does not fit a long
     */
    public static Sensitivity ofCounts(ContributionBounds bounds, NeighboringRelation relation) {
        long factor = relation == NeighboringRelation.REPLACE_ONE ? 2 : 1;
        long each = bounds.recordsPerGroup();
        long groups = Math.multiplyExact(factor, (long) bounds.groups());
        return new Sensitivity(
                Math.multiplyExact(groups, each), Math.multiplyExact(groups, Math.multiplyExact(each, each)), each);
    }
}
