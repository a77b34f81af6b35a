// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import org.murmuration.engine.internal.Checks;

/**
 * The error of one kind of number before anything is released.
 *
 * @param name of the kind, for people: "1-way counts"
 * @param halfWidth half of its 95 % interval from noise alone, in the unit of the number, at least 0
 */
public record ExpectedError(String name, double halfWidth) {
    /** Checks the parameters. */
    public ExpectedError {
        Checks.require(name != null && !name.isBlank(), "An expected error names its kind of number.");
        Checks.require(halfWidth >= 0, "An expected error must be at least 0, not " + halfWidth + ".");
    }
}
