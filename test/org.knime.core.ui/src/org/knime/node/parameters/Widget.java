// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.EffectPredicateProvider;

/** Stand-in for the KNIME type of the same name. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Widget {
    boolean advanced() default false;

    String description();

    Effect effect() default @Effect(predicate = EffectPredicateProvider.class, type = Effect.EffectType.SHOW);

    String title();
}
