// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.internal.MessageAwareException;
import org.knime.core.node.message.Message;

/** Stand-in for the KNIME type of the same name. */
public class CanceledExecutionException extends Exception implements MessageAwareException {
    public static final Message DEFAULT_CANCEL_MESSAGE = Message.fromSummary("Execution canceled");

    private static final long serialVersionUID = 1L;

    private final transient Message m_message;

    public CanceledExecutionException() {
        this(DEFAULT_CANCEL_MESSAGE);
    }

    public CanceledExecutionException(String text) {
        this(Message.fromSummary(text));
    }

    public CanceledExecutionException(Message message) {
        super(message.getSummary());
        m_message = message;
    }

    @Override
    public Message getKNIMEMessage() {
        return m_message;
    }
}
