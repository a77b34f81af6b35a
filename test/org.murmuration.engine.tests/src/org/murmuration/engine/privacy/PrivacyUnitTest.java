// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PrivacyUnitTest {
    @Test
    void hasAName() {
        assertEquals("record", PrivacyUnit.RECORD.name());
        for (String bad : new String[] {null, "", " \t"}) {
            assertThrows(IllegalArgumentException.class, () -> new PrivacyUnit(bad));
        }
    }
}
