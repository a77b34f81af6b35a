// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.Clique;

/**
 * Combinations of values that cannot occur, known beforehand: public knowledge, never read from the records.
 *
 * @param clique attributes
 * @param impossible one a cell in row-major order; not copied, must not be changed
 */
public record StructuralZeros(Clique clique, boolean[] impossible) {
    /** Checks the parameters. */
    public StructuralZeros {
        Checks.require(clique.size() > 0 && impossible.length > 0, "Structural zeros need at least one cell.");
    }
}
