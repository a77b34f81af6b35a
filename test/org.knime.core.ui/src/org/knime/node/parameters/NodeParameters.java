// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.persistence.Persistable;

/** Stand-in for the KNIME type of the same name. */
public interface NodeParameters extends Persistable, WidgetGroup {
    default void validate() throws InvalidSettingsException {
        // everything is valid unless a class says otherwise
    }
}
