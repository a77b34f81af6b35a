// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.message;

import org.knime.core.internal.MessageAwareException;
import org.knime.core.node.InvalidSettingsException;

/** Carries a message with issues and resolutions through code that knows settings errors only. */
final class MessageAwareInvalidSettingsException extends InvalidSettingsException implements MessageAwareException {
    private static final long serialVersionUID = 1L;

    private final transient Message m_message;

    MessageAwareInvalidSettingsException(Message message, Throwable cause) {
        super(message.getSummary(), cause);
        m_message = message;
    }

    @Override
    public Message getKNIMEMessage() {
        return m_message;
    }
}
