// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Stand-in for the KNIME type of the same name: everything it tells is read from the XML description. */
public abstract class NodeFactory<T extends NodeModel> {
    private final boolean m_lazy;

    protected NodeFactory() {
        this(false);
    }

    protected NodeFactory(boolean flag) {
        m_lazy = flag;
    }

    protected abstract int getNrNodeViews();

    protected abstract boolean hasDialog();

    public abstract T createNodeModel();

    public final boolean isLazilyInitialized() {
        return m_lazy;
    }

    public final String getFactoryId() {
        return getClass().getName();
    }

    public final String getNodeName() {
        return text(getXMLDescription(), "name");
    }

    public final String getInportDescription(int index) {
        return port("inPort", index).getTextContent();
    }

    public final String getOutportDescription(int index) {
        return port("outPort", index).getTextContent();
    }

    public String getInportName(int index) {
        return port("inPort", index).getAttribute("name");
    }

    public String getOutportName(int index) {
        return port("outPort", index).getAttribute("name");
    }

    public final String[] getKeywords() {
        List<String> words = new ArrayList<>();
        NodeList list = getXMLDescription().getElementsByTagName("keyword");
        for (int i = 0; i < list.getLength(); i++) {
            words.add(list.item(i).getTextContent());
        }
        return words.toArray(String[]::new);
    }

    public final boolean isDeprecated() {
        return Boolean.parseBoolean(getXMLDescription().getAttribute("deprecated"));
    }

    public URL getIcon() {
        return getClass().getResource(getXMLDescription().getAttribute("icon"));
    }

    public NodeType getType() {
        return NodeType.valueOf(getXMLDescription().getAttribute("type"));
    }

    public Element getXMLDescription() {
        throw new IllegalStateException(getClass().getName() + " has no description.");
    }

    public void init() {
        // descriptions are computed when asked for
    }

    private static String text(Element element, String tag) {
        return element.getElementsByTagName(tag).item(0).getTextContent();
    }

    private Element port(String tag, int index) {
        return (Element) getXMLDescription().getElementsByTagName(tag).item(index);
    }

    /** Stand-in for the KNIME type of the same name. */
    public enum NodeType {
        /** Configuration. */
        Configuration,
        /** Container. */
        Container,
        /** Learner. */
        Learner,
        /** Loop end. */
        LoopEnd,
        /** Loop start. */
        LoopStart,
        /** Manipulator. */
        Manipulator,
        /** Metanode. */
        Meta,
        /** Missing. */
        Missing,
        /** Other. */
        Other,
        /** Predictor. */
        Predictor,
        /** Quick form. */
        QuickForm,
        /** Scope end. */
        ScopeEnd,
        /** Scope start. */
        ScopeStart,
        /** Sink. */
        Sink,
        /** Source. */
        Source,
        /** Component. */
        Subnode,
        /** Unknown. */
        Unknown,
        /** Virtual input. */
        VirtualIn,
        /** Virtual output. */
        VirtualOut,
        /** Visualizer. */
        Visualizer,
        /** Widget. */
        Widget
    }
}
