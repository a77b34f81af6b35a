// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates;

import org.murmuration.standin.ui.Condition;

/** Stand-in for the KNIME type of the same name. */
public interface EffectPredicate {
    default EffectPredicate and(EffectPredicate effectPredicate) {
        return Condition.of(() -> Condition.holds(this) && Condition.holds(effectPredicate));
    }

    default EffectPredicate negate() {
        return Condition.of(() -> !Condition.holds(this));
    }

    default EffectPredicate or(EffectPredicate effectPredicate) {
        return Condition.of(() -> Condition.holds(this) || Condition.holds(effectPredicate));
    }
}
