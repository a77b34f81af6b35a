// SPDX-License-Identifier: Apache-2.0
package org.murmuration.mutation;

import org.pitest.mutationtest.DetectionStatus;

/**
 * A small change of compiled code. It is named by what it changes, not by a line number, so that an excuse survives edits above it.
 *
 * @param place class within its package's room, and method, as in {@code random.Sampling.fraction}
 * @param line source of the changed line, without white space around it
 * @param change what was changed, in PIT's words
 * @param status what the tests made of it
 * @param sourceLine number of the line in the file
 */
record Mutant(String place, String line, String change, DetectionStatus status, int sourceLine) {
    /** No test failed, and none ran out of time or memory. */
    boolean survived() {
        return status == DetectionStatus.SURVIVED || status == DetectionStatus.NO_COVERAGE;
    }

    /** The second, third and so on of the same change in the same line. */
    Mutant withNumber(int number) {
        return new Mutant(place, line, change + " #" + number, status, sourceLine);
    }

    String name() {
        return place + " | " + line + " | " + change;
    }

    @Override
    public String toString() {
        return name() + " (line " + sourceLine + ", " + status + ")";
    }
}
