// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.internal.MessageAwareException;
import org.knime.core.node.message.Message;

/** Stand-in for the KNIME type of the same name. */
public final class KNIMEException extends Exception implements MessageAwareException {
    private static final long serialVersionUID = 1L;

    private final transient Message m_message;

    public KNIMEException(String text) {
        this(text, null);
    }

    public KNIMEException(String text, Throwable throwable) {
        super(text, throwable);
        m_message = Message.fromSummary(text);
    }

    private KNIMEException(Message message, Throwable throwable) {
        super(message.getSummary(), throwable);
        m_message = message;
    }

    public static KNIMEException of(Message message) {
        return new KNIMEException(message, null);
    }

    public static KNIMEException of(Message message, Throwable throwable) {
        return new KNIMEException(message, throwable);
    }

    @Override
    public Message getKNIMEMessage() {
        return m_message;
    }
}
