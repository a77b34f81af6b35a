// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates.util;

import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;

/** Stand-in for the KNIME type of the same name. */
public interface BooleanReference extends EffectPredicateProvider, ParameterReference<Boolean> {
    @Override
    default EffectPredicate init(EffectPredicateProvider.PredicateInitializer predicateInitializer) {
        return predicateInitializer.getBoolean(getClass()).isTrue();
    }
}
