// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config;

import java.util.Iterator;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBaseRO;

/** Stand-in for the KNIME type of the same name. */
public interface ConfigRO extends ConfigBaseRO {
    Config getConfig(String text) throws InvalidSettingsException;

    @Override
    Iterator<String> iterator();
}
