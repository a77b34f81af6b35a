// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OneShotTest {
    @Test
    void isSpentOnce() {
        OneShot once = new OneShot();
        once.spend();
        assertThrows(IllegalStateException.class, once::spend);
        assertThrows(IllegalStateException.class, once::spend);
    }
}
