// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.io.IOException;
import java.io.InputStream;
import org.knime.core.node.config.Config;

/** Stand-in for the KNIME type of the same name. */
public final class NodeSettings extends Config implements NodeSettingsRO, NodeSettingsWO {
    public NodeSettings(String text) {
        super(text);
    }

    public static NodeSettingsRO loadFromXML(InputStream inputStream) throws IOException {
        NodeSettings settings = new NodeSettings("settings.xml");
        settings.load(inputStream);
        return settings;
    }

    @Override
    public NodeSettingsWO addNodeSettings(String text) {
        return (NodeSettings) addConfig(text);
    }

    @Override
    public void addNodeSettings(NodeSettings nodeSettings) {
        addConfig(nodeSettings);
    }

    @Override
    public Config getInstance(String text) {
        return new NodeSettings(text);
    }

    @Override
    public NodeSettings getNodeSettings(String text) throws InvalidSettingsException {
        return (NodeSettings) getConfig(text);
    }
}
