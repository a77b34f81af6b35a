// SPDX-License-Identifier: Apache-2.0
package org.murmuration.workbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.RegistryFactory;
import org.knime.node.DefaultNodeFactory;
import org.w3c.dom.Element;

/** The nodes and categories that bundles registered. */
public final class NodeRepository {
    private static final String NODES = "org.knime.workbench.repository.nodes";
    private static final String CATEGORIES = "org.knime.workbench.repository.categories";

    /**
     * A registered node.
     *
     * @param factoryClass identity of the node in saved workflows
     * @param categoryPath where it stands
     * @param bundle symbolic name of its bundle
     * @param element the registration
     */
    public record Entry(String factoryClass, String categoryPath, String bundle, IConfigurationElement element) {
        /** A new factory, as KNIME makes one for each node of a workflow. */
        public DefaultNodeFactory createFactory() {
            try {
                return (DefaultNodeFactory) element.createExecutableExtension("factory-class");
            } catch (CoreException e) {
                throw new IllegalStateException("The node " + factoryClass + " cannot be instantiated.", e);
            }
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> categories = new LinkedHashMap<>();

    /** Reads the extension registry. */
    public NodeRepository() {
        for (IConfigurationElement e : RegistryFactory.getRegistry().getConfigurationElementsFor(NODES)) {
            entries.add(new Entry(
                    e.getAttribute("factory-class"),
                    e.getAttribute("category-path"),
                    e.getContributor().getName(),
                    e));
        }
        for (IConfigurationElement e : RegistryFactory.getRegistry().getConfigurationElementsFor(CATEGORIES)) {
            categories.put(e.getAttribute("path") + "/" + e.getAttribute("level-id"), e.getAttribute("name"));
        }
    }

    /** All nodes in order of registration. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Names of categories by path. */
    public Map<String, String> categories() {
        return Map.copyOf(categories);
    }

    /** The node of a factory class. */
    public Optional<Entry> byFactory(String factoryClass) {
        return entries.stream()
                .filter(e -> e.factoryClass().equals(factoryClass))
                .findFirst();
    }

    /** The node of a name. */
    public Optional<Entry> byName(String name) {
        return entries.stream()
                .filter(e -> e.createFactory().getNodeName().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Names and one-line descriptions, one node a line. */
    public String list() {
        StringBuilder text = new StringBuilder();
        for (Entry e : entries) {
            DefaultNodeFactory factory = e.createFactory();
            String brief = factory.getXMLDescription()
                    .getElementsByTagName("shortDescription")
                    .item(0)
                    .getTextContent();
            text.append(String.format("%-28s %s%n", factory.getNodeName(), brief));
        }
        return text.toString();
    }

    /** Everything a node says about itself, as plain text. */
    public String describe(String name) throws WorkbenchException {
        DefaultNodeFactory factory = byName(name)
                .orElseThrow(() ->
                        new WorkbenchException("There is no node named \"" + name + "\". Call --list for the names."))
                .createFactory();
        Element xml = factory.getXMLDescription();
        StringBuilder text = new StringBuilder(factory.getNodeName()).append('\n');
        text.append(first(xml, "shortDescription"))
                .append("\n\n")
                .append(first(xml, "intro"))
                .append("\n");
        section(xml, "inPort", "Inputs", text);
        section(xml, "outPort", "Outputs", text);
        section(xml, "option", "Options", text);
        section(xml, "view", "Views", text);
        return text.toString();
    }

    private static String first(Element xml, String tag) {
        return clean(xml.getElementsByTagName(tag).item(0).getTextContent());
    }

    private static String clean(String text) {
        return text.trim().replaceAll("\\s+", " ");
    }

    private static void section(Element xml, String tag, String title, StringBuilder text) {
        var list = xml.getElementsByTagName(tag);
        if (list.getLength() > 0) {
            text.append('\n').append(title).append('\n');
        }
        for (int i = 0; i < list.getLength(); i++) {
            Element e = (Element) list.item(i);
            text.append("  ")
                    .append(e.getAttribute("name"))
                    .append(": ")
                    .append(clean(e.getTextContent()))
                    .append('\n');
        }
    }
}
