// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.node.config.ConfigWO;

/** Stand-in for the KNIME type of the same name. */
public interface ModelContentWO extends ConfigWO {
    ModelContentWO addModelContent(String text);

    void addModelContent(ModelContent modelContent);
}
