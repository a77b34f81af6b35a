// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

import org.murmuration.engine.internal.Checks;

/**
 * What one privacy unit contributes at most; records beyond that are left out before counting.
 *
 * @param groups largest number of groups a unit is counted in (l0), at least 1
 * @param recordsPerGroup largest number of a unit's records in one group (linf), at least 1
 */
public record ContributionBounds(int groups, int recordsPerGroup) {
    /** One record in all. */
    public static final ContributionBounds ONE_RECORD = new ContributionBounds(1, 1);

    /** Checks the parameters. */
    public ContributionBounds {
        Checks.require(groups >= 1, "A unit must be allowed in at least 1 group, not " + groups);
        Checks.require(
                recordsPerGroup >= 1, "A unit must be allowed at least 1 record a group, not " + recordsPerGroup);
    }
}
