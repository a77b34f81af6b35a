// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config;

import org.knime.core.node.config.base.ConfigBaseWO;

/** Stand-in for the KNIME type of the same name. */
public interface ConfigWO extends ConfigBaseWO {
    Config addConfig(String text);
}
