// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.text;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Stand-in for the KNIME type of the same name. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextInputWidget {
    Class<? extends TextInputWidgetValidation.MaxLengthValidation> maxLengthValidation() default
            TextInputWidgetValidation.MaxLengthValidation.class;

    Class<? extends TextInputWidgetValidation.MinLengthValidation> minLengthValidation() default
            TextInputWidgetValidation.MinLengthValidation.class;

    Class<? extends TextInputWidgetValidation.PatternValidation> patternValidation() default
            TextInputWidgetValidation.PatternValidation.class;

    String placeholder() default "";
}
