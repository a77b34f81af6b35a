// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.node.view;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.webui.data.DataServiceProvider;

/** Stand-in for the KNIME type of the same name. */
public interface NodeView extends DataServiceProvider {
    void loadValidatedSettingsFrom(NodeSettingsRO nodeSettingsRO);

    void validateSettings(NodeSettingsRO nodeSettingsRO) throws InvalidSettingsException;

    default boolean canBeUsedInReport() {
        return false;
    }
}
