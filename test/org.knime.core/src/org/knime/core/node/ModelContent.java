// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.io.IOException;
import java.io.InputStream;
import org.knime.core.node.config.Config;

/** Stand-in for the KNIME type of the same name. */
public final class ModelContent extends Config implements ModelContentRO, ModelContentWO {
    public ModelContent(String text) {
        super(text);
    }

    public static ModelContentRO loadFromXML(InputStream inputStream) throws IOException {
        ModelContent content = new ModelContent("model");
        content.load(inputStream);
        return content;
    }

    @Override
    public ModelContentWO addModelContent(String text) {
        return (ModelContent) addConfig(text);
    }

    @Override
    public void addModelContent(ModelContent modelContent) {
        addConfig(modelContent);
    }

    @Override
    public Config getInstance(String text) {
        return new ModelContent(text);
    }

    @Override
    public ModelContent getModelContent(String text) throws InvalidSettingsException {
        return (ModelContent) getConfig(text);
    }
}
