// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NeighboringRelationTest {
    @Test
    void namesTheUnitThatChanges() {
        PrivacyUnit victim = new PrivacyUnit("victim");
        assertEquals("one victim added or removed", NeighboringRelation.ADD_OR_REMOVE_ONE.describe(victim));
        assertEquals("one victim replaced by another", NeighboringRelation.REPLACE_ONE.describe(victim));
    }
}
