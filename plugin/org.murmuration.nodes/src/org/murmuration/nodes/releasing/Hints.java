// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import java.util.Optional;
import org.knime.node.parameters.widget.message.TextMessage;

/** Live messages in dialogs. */
public final class Hints {
    private Hints() {}

    /**
     * Something to know.
     *
     * @param title in a few words
     * @param text in sentences
     * @return the message
     */
    public static Optional<TextMessage.Message> info(String title, String text) {
        return Optional.of(new TextMessage.Message(title, text, TextMessage.MessageType.INFO));
    }

    /**
     * How exact counts will be.
     *
     * @param text in sentences, from public knowledge alone
     * @return the message
     */
    public static Optional<TextMessage.Message> expectedError(String text) {
        return info("Expected error, before anything is spent", text);
    }

    /**
     * That it is not known how exact counts will be.
     *
     * @param what has to be connected
     * @return the message
     */
    public static Optional<TextMessage.Message> unknownError(String what) {
        return info("Expected error unknown", "Connect " + what + " to see how exact the release will be.");
    }

    /**
     * That the settings do not fit together.
     *
     * @param e what the engine said
     * @return the message
     */
    public static Optional<TextMessage.Message> unusable(Exception e) {
        return Optional.of(new TextMessage.Message(
                "These settings cannot be used", String.valueOf(e.getMessage()), TextMessage.MessageType.ERROR));
    }
}
