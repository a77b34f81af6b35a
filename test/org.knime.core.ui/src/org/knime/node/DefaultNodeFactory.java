// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.net.URL;
import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.webui.node.dialog.NodeDialogFactory;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.node.view.NodeViewFactory;
import org.murmuration.standin.ui.ParametersAccess;
import org.w3c.dom.Element;

/** Stand-in for the KNIME type of the same name. */
public abstract class DefaultNodeFactory extends ConfigurableNodeFactory<NodeModel>
        implements NodeDialogFactory, NodeViewFactory<NodeModel> {
    static {
        ParametersAccess.set(f -> f.m_node.m_model.getParametersClass());
    }

    private final DefaultNode m_node;

    protected DefaultNodeFactory(DefaultNode defaultNode) {
        super(true);
        m_node = defaultNode;
    }

    @Override
    public final NodeModel createNodeModel() {
        return new StandardNodeModel(m_node);
    }

    @Override
    public final NodeView createNodeView(NodeModel nodeModel) {
        return new StandardNodeView(m_node.getView().orElseThrow(), (StandardNodeModel) nodeModel);
    }

    @Override
    protected final int getNrNodeViews() {
        return hasNodeView() ? 1 : 0;
    }

    @Override
    protected final boolean hasDialog() {
        return false;
    }

    @Override
    public boolean hasNodeDialog() {
        return m_node.m_model.getParametersClass().isPresent();
    }

    @Override
    public final boolean hasNodeView() {
        return m_node.getView().isPresent();
    }

    @Override
    public final Element getXMLDescription() {
        return NodeDescriptionXml.of(m_node);
    }

    @Override
    public final URL getIcon() {
        return super.getIcon();
    }

    @Override
    public final NodeType getType() {
        return super.getType();
    }

    @Override
    public final String getInportName(int index) {
        return super.getInportName(index);
    }

    @Override
    public final String getOutportName(int index) {
        return super.getOutportName(index);
    }

    @Override
    public final boolean isPortConfigurableViaMenu() {
        return super.isPortConfigurableViaMenu();
    }

    @Override
    public final void init() {
        super.init();
    }
}
