// SPDX-License-Identifier: Apache-2.0
package org.murmuration.mutation;

/** A class with a test that is good for one half of it. */
final class Sample {
    private Sample() {}

    static int tested(int a) {
        return a + 1;
    }

    static boolean untested(int a) {
        return a < 7;
    }

    /** Tested by another test than its own: that does not count. */
    static int testedElsewhere(int a) {
        return a * 3;
    }
}
