// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.PortCollector.DeclaredPort;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Generates the XML node description from a declaration. */
final class NodeDescriptionXml {
    private final Document m_doc;
    private final DocumentBuilder m_builder;

    private NodeDescriptionXml() throws ParserConfigurationException {
        m_builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        m_builder.setErrorHandler(null);
        m_doc = m_builder.newDocument();
    }

    static Element of(DefaultNode node) {
        try {
            return new NodeDescriptionXml().describe(node);
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("The description of " + node.m_name + " is not well-formed.", e);
        }
    }

    private Element describe(DefaultNode node) throws SAXException, IOException {
        Element root = m_doc.createElement("knimeNode");
        root.setAttribute("icon", node.m_icon);
        root.setAttribute("type", type(node).toString());
        add(root, "name").setTextContent(node.m_name);
        fill(add(root, "shortDescription"), node.m_shortDescription);
        Element full = add(root, "fullDescription");
        fill(add(full, "intro"), node.m_fullDescription);
        if (node.m_model.getParametersClass().isPresent()) {
            Element tab = add(full, "tab");
            tab.setAttribute("name", "Options");
            addOptions(tab, node.m_model.getParametersClass().get());
        }
        for (Map.Entry<String, String> link : node.m_links.entrySet()) {
            Element element = add(full, "link");
            element.setAttribute("href", link.getKey());
            fill(element, link.getValue());
        }
        Element ports = add(root, "ports");
        addPorts(ports, "inPort", node.m_inputs);
        addPorts(ports, "outPort", node.m_outputs);
        if (node.getView().isPresent()) {
            Element view = add(add(root, "views"), "view");
            view.setAttribute("index", "0");
            view.setAttribute("name", node.m_name);
            fill(view, node.getView().get().m_description);
        }
        if (!node.m_keywords.isEmpty()) {
            Element keywords = add(root, "keywords");
            node.m_keywords.forEach(k -> add(keywords, "keyword").setTextContent(k));
        }
        return root;
    }

    private static NodeType type(DefaultNode node) {
        if (node.m_type != null) {
            return node.m_type;
        }
        if (node.m_inputs.isEmpty()) {
            return NodeType.Source;
        }
        return node.m_outputs.isEmpty() ? NodeType.Sink : NodeType.Manipulator;
    }

    private void addOptions(Element tab, Class<?> type) throws SAXException, IOException {
        for (Field field : type.getDeclaredFields()) {
            Widget widget = field.getAnnotation(Widget.class);
            if (widget != null) {
                Element option = add(tab, "option");
                option.setAttribute("name", widget.title());
                fill(option, widget.description());
            } else if (WidgetGroup.class.isAssignableFrom(field.getType())) {
                addOptions(tab, field.getType());
            }
            Class<?> element = field.getType().getComponentType();
            if (element == null
                    && field.getGenericType() instanceof ParameterizedType p
                    && p.getActualTypeArguments()[0] instanceof Class<?> c) {
                element = c;
            }
            if (element != null && WidgetGroup.class.isAssignableFrom(element)) {
                addOptions(tab, element);
            }
        }
    }

    private void addPorts(Element parent, String tag, List<DeclaredPort> ports) throws SAXException, IOException {
        for (int i = 0; i < ports.size(); i++) {
            Element port = add(parent, tag);
            port.setAttribute("index", Integer.toString(i));
            port.setAttribute("name", ports.get(i).name());
            fill(port, ports.get(i).description());
        }
    }

    private Element add(Element parent, String tag) {
        Element element = m_doc.createElement(tag);
        parent.appendChild(element);
        return element;
    }

    private void fill(Element element, String fragment) throws SAXException, IOException {
        Document parsed = m_builder.parse(new InputSource(new StringReader("<fragment>" + fragment + "</fragment>")));
        for (Node n = parsed.getDocumentElement().getFirstChild(); n != null; n = n.getNextSibling()) {
            element.appendChild(m_doc.importNode(n, true));
        }
    }
}
