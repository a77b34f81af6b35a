// SPDX-License-Identifier: Apache-2.0
package org.murmuration.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void addsOne() {
        assertEquals(5, Sample.tested(4));
        Sample.untested(6);
    }
}
