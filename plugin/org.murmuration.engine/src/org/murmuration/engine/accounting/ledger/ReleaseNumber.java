// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import java.util.OptionalInt;
import org.murmuration.engine.internal.Checks;

/**
 * Which of several releases with the same settings this is: a new number asks for new noise and is charged again.
 *
 * @param number from 1, set by the analyst
 * @param iteration of the loop that the release is made in; empty outside of loops
 */
public record ReleaseNumber(long number, OptionalInt iteration) {
    /** The first release, outside of loops. */
    public static final ReleaseNumber FIRST = of(1);

    /** Checks the parameters. */
    public ReleaseNumber {
        Checks.require(number >= 1, "Releases are numbered from 1, not " + number);
    }

    /**
     * A release outside of loops.
     *
     * @param number from 1
     * @return the number
     */
    public static ReleaseNumber of(long number) {
        return new ReleaseNumber(number, OptionalInt.empty());
    }

    /** Text that is the same for equal numbers alone. */
    String canonical() {
        return iteration.isPresent() ? number + "/" + iteration.getAsInt() : Long.toString(number);
    }
}
