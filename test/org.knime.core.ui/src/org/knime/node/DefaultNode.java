// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.NodeFactory;
import org.knime.node.PortCollector.DeclaredPort;

/** Stand-in for the KNIME type of the same name. */
public final class DefaultNode implements FluentNodeAPI {
    final String m_name;
    final String m_icon;
    final String m_shortDescription;
    final String m_fullDescription;
    final List<DeclaredPort> m_inputs;
    final List<DeclaredPort> m_outputs;
    final DefaultModel m_model;
    final Map<String, String> m_links = new LinkedHashMap<>();
    final List<String> m_keywords = new ArrayList<>();
    NodeFactory.NodeType m_type;
    private DefaultView m_view;

    private DefaultNode(
            String name,
            String icon,
            String shortDescription,
            String fullDescription,
            PortCollector ports,
            DefaultModel model) {
        m_name = name;
        m_icon = icon;
        m_shortDescription = shortDescription;
        m_fullDescription = fullDescription;
        m_inputs = ports.inputs();
        m_outputs = ports.outputs();
        m_model = model;
    }

    public static RequireName create() {
        return name -> icon -> brief -> full -> (major, minor, revision) -> new PortCollector(
                ports -> model -> new DefaultNode(name, icon, brief, full, ports, model.apply(DefaultModel.create())));
    }

    public DefaultNode addView(Function<DefaultView.RequireViewParameters, DefaultView> function) {
        if (m_view != null) {
            throw new IllegalStateException("A node has one view at most.");
        }
        m_view = function.apply(DefaultView.create());
        return this;
    }

    public DefaultNode addExternalResource(String text, String text2) {
        m_links.put(text, text2);
        return this;
    }

    public DefaultNode keywords(String... texts) {
        m_keywords.addAll(List.of(texts));
        return this;
    }

    public DefaultNode nodeType(NodeFactory.NodeType nodeType) {
        m_type = nodeType;
        return this;
    }

    Optional<DefaultView> getView() {
        return Optional.ofNullable(m_view);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface RequireName {
        RequireIcon name(String text);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface RequireIcon {
        RequireShortDescription icon(String text);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface RequireShortDescription {
        RequireFullDescription shortDescription(String text);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface RequireFullDescription {
        RequireSinceVersion fullDescription(String text);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface RequireSinceVersion {
        RequirePorts sinceVersion(int index, int index2, int index3);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface RequireModel {
        DefaultNode model(Function<DefaultModel.RequireModelParameters, DefaultModel> function);
    }
}
