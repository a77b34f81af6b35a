// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.knime.core.node.port.PortType;

/** Collects the static ports of a node declaration. */
final class PortCollector implements RequirePorts {
    private final Function<PortCollector, DefaultNode.RequireModel> m_next;
    private final List<DeclaredPort> m_inputs = new ArrayList<>();
    private final List<DeclaredPort> m_outputs = new ArrayList<>();

    PortCollector(Function<PortCollector, DefaultNode.RequireModel> next) {
        m_next = next;
    }

    DefaultNode.RequireModel collect(Consumer<PortsAdder> consumer) {
        consumer.accept(new PortsAdder() {
            @Override
            public PortsAdder addInputPort(String text, String text2, PortType portType) {
                checkUnique(text);
                m_inputs.add(new DeclaredPort(text, text2, portType));
                return this;
            }

            @Override
            public PortsAdder addOutputPort(String text, String text2, PortType portType) {
                checkUnique(text);
                m_outputs.add(new DeclaredPort(text, text2, portType));
                return this;
            }
        });
        return m_next.apply(this);
    }

    /** KNIME uses the name of a static port as the identifier of its group, which must be unique in the node. */
    private void checkUnique(String name) {
        if (m_inputs.stream().anyMatch(p -> p.name().equals(name))
                || m_outputs.stream().anyMatch(p -> p.name().equals(name))) {
            throw new IllegalArgumentException("Two ports are named \"" + name + "\".");
        }
    }

    List<DeclaredPort> inputs() {
        return m_inputs;
    }

    List<DeclaredPort> outputs() {
        return m_outputs;
    }

    static PortType[] types(List<DeclaredPort> ports) {
        return ports.stream().map(DeclaredPort::type).toArray(PortType[]::new);
    }

    record DeclaredPort(String name, String description, PortType type) {}
}
