// SPDX-License-Identifier: Apache-2.0
package org.knime.core.internal;

import org.knime.core.node.message.Message;

/** Stand-in for the KNIME type of the same name. */
public interface MessageAwareException {
    Message getKNIMEMessage();
}
