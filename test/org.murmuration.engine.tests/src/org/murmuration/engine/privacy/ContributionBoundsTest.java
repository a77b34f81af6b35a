// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ContributionBoundsTest {
    @Test
    void oneIsTheSmallestBound() {
        assertEquals(ContributionBounds.ONE_RECORD, new ContributionBounds(1, 1));
    }

    @Test
    void refusesLess() {
        assertEquals(
                "A unit must be allowed in at least 1 group, not 0",
                assertThrows(IllegalArgumentException.class, () -> new ContributionBounds(0, 1))
                        .getMessage());
        assertEquals(
                "A unit must be allowed at least 1 record a group, not 0",
                assertThrows(IllegalArgumentException.class, () -> new ContributionBounds(1, 0))
                        .getMessage());
    }
}
