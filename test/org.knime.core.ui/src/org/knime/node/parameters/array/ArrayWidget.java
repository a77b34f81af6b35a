// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.array;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Stand-in for the KNIME annotation of the same name. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ArrayWidget {
    /** How an element is laid out. */
    enum ElementLayout {
        VERTICAL_CARD,
        HORIZONTAL_SINGLE_LINE
    }

    ElementLayout elementLayout() default ElementLayout.VERTICAL_CARD;

    boolean showSortButtons() default false;

    String addButtonText() default "";

    String elementTitle() default "";
}
