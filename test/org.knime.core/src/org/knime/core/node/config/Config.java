// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config;

import java.io.IOException;
import java.io.InputStream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBase;
import org.murmuration.standin.core.ConfigXml;

/** Stand-in for the KNIME type of the same name. */
public abstract class Config extends ConfigBase implements ConfigRO, ConfigWO {
    protected Config(String text) {
        super(text);
    }

    @Override
    public abstract Config getInstance(String text);

    protected final void addConfig(Config config) {
        ConfigXml.add(this, config);
    }

    @Override
    public final Config addConfig(String text) {
        return (Config) addConfigBase(text);
    }

    @Override
    public final Config getConfig(String text) throws InvalidSettingsException {
        return (Config) getConfigBase(text);
    }

    @Override
    public void load(InputStream inputStream) throws IOException {
        super.load(inputStream);
    }

    @Override
    public String toString() {
        return super.toString();
    }
}
