// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

/** Stand-in for the KNIME type of the same name. */
public abstract class ConfigurableNodeFactory<T extends NodeModel> extends NodeFactory<T> {
    protected ConfigurableNodeFactory() {}

    protected ConfigurableNodeFactory(boolean flag) {
        super(flag);
    }

    @Override
    public T createNodeModel() {
        throw new IllegalStateException("A node model needs a port configuration.");
    }

    public boolean isPortConfigurableViaMenu() {
        return false;
    }
}
