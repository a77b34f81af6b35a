// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stand-in for the KNIME type of the same name. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Effect {
    Class<? extends EffectPredicateProvider> predicate();

    EffectType type();

    /** Stand-in for the KNIME type of the same name. */
    public enum EffectType {
        /** DISABLE. */
        DISABLE,
        /** ENABLE. */
        ENABLE,
        /** HIDE. */
        HIDE,
        /** SHOW. */
        SHOW
    }
}
