// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.node.config.ConfigRO;

/** Stand-in for the KNIME type of the same name. */
public interface ModelContentRO extends ConfigRO {
    ModelContentRO getModelContent(String text) throws InvalidSettingsException;
}
