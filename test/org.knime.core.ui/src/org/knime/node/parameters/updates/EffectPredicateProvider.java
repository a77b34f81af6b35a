// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates;

import java.util.function.Predicate;
import java.util.stream.Stream;
import org.knime.node.parameters.NodeParametersInput;
import org.murmuration.standin.ui.Condition;

/** Stand-in for the KNIME type of the same name. */
public interface EffectPredicateProvider {
    EffectPredicate init(PredicateInitializer predicateInitializer);

    default EffectPredicate and(EffectPredicate... effectPredicates) {
        return Condition.of(() -> Stream.of(effectPredicates).allMatch(Condition::holds));
    }

    default EffectPredicate not(EffectPredicate effectPredicate) {
        return effectPredicate.negate();
    }

    default EffectPredicate or(EffectPredicate... effectPredicates) {
        return Condition.of(() -> Stream.of(effectPredicates).anyMatch(Condition::holds));
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface PredicateInitializer {
        PredicateInitializer.BooleanReference getBoolean(Class<? extends ParameterReference<Boolean>> type);

        EffectPredicate getConstant(Predicate<NodeParametersInput> predicate);

        <E extends Enum<E>> PredicateInitializer.EnumReference<E> getEnum(Class<? extends ParameterReference<E>> type);

        EffectPredicate getPredicate(Class<? extends EffectPredicateProvider> type);

        EffectPredicate getPredicate(EffectPredicateProvider effectPredicateProvider);

        PredicateInitializer.StringReference getString(Class<? extends ParameterReference<String>> type);

        boolean isMissing(Class<? extends ParameterReference<?>> type);

        default EffectPredicate always() {
            return Condition.of(() -> true);
        }

        default EffectPredicate never() {
            return Condition.of(() -> false);
        }

        /** Stand-in for the KNIME type of the same name. */
        public interface BooleanReference {
            EffectPredicate isFalse();

            EffectPredicate isTrue();
        }

        /** Stand-in for the KNIME type of the same name. */
        public interface EnumReference<E extends Enum<E>> {
            @SuppressWarnings("unchecked")
            EffectPredicate isOneOf(E... es);
        }

        /** Stand-in for the KNIME type of the same name. */
        public interface StringReference {
            EffectPredicate isEqualTo(String text);

            EffectPredicate matchesPattern(String text);
        }
    }
}
