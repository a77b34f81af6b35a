// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.message;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.knime.node.parameters.updates.StateProvider;

/** Stand-in for the KNIME type of the same name. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextMessage {
    Class<? extends StateProvider<Optional<Message>>> value();

    /** Stand-in for the KNIME type of the same name. */
    public record Message(String title, String description, MessageType type) {}

    /** Stand-in for the KNIME type of the same name. */
    public enum MessageType {
        /** ERROR. */
        ERROR,
        /** INFO. */
        INFO,
        /** SUCCESS. */
        SUCCESS,
        /** WARNING. */
        WARNING
    }
}
