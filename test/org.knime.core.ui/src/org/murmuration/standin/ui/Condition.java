// SPDX-License-Identifier: Apache-2.0
package org.murmuration.standin.ui;

import java.util.function.BooleanSupplier;
import org.knime.node.parameters.updates.EffectPredicate;

/** An effect predicate that can be evaluated on the present values of a dialog. */
public interface Condition extends EffectPredicate {
    /** Whether the condition holds now. */
    boolean holds();

    /** A condition evaluated anew at each call. */
    static EffectPredicate of(BooleanSupplier test) {
        return (Condition) test::getAsBoolean;
    }

    /** Evaluates a predicate made by this stand-in. */
    static boolean holds(EffectPredicate predicate) {
        return ((Condition) predicate).holds();
    }
}
