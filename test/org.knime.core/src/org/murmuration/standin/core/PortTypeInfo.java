// SPDX-License-Identifier: Apache-2.0
package org.murmuration.standin.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.eclipse.core.runtime.RegistryFactory;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/**
 * A port type that a bundle registered at the extension point {@code org.knime.core.PortType}.
 *
 * @param name name shown to people
 * @param color 0xRRGGBB
 * @param hidden whether it is kept out of menus
 * @param objectClass name of the port object class
 * @param specClass name of the spec class
 * @param element the registration
 */
public record PortTypeInfo(
        String name, int color, boolean hidden, String objectClass, String specClass, IConfigurationElement element) {
    private static final String POINT = "org.knime.core.PortType";

    /** All registered port types. */
    public static List<PortTypeInfo> all() {
        List<PortTypeInfo> result = new ArrayList<>();
        IExtensionRegistry registry = RegistryFactory.getRegistry();
        if (registry != null) {
            for (IConfigurationElement e : registry.getConfigurationElementsFor(POINT)) {
                String color = e.getAttribute("color");
                result.add(new PortTypeInfo(
                        e.getAttribute("name"),
                        color == null
                                ? 0x9b9b9b
                                : Integer.parseInt(color.substring(1).toLowerCase(Locale.ROOT), 16),
                        Boolean.parseBoolean(e.getAttribute("hidden")),
                        e.getAttribute("objectClass"),
                        e.getAttribute("specClass"),
                        e));
            }
        }
        return result;
    }

    /** The registration of a port object class, or null. */
    public static PortTypeInfo of(Class<?> type) {
        return all().stream()
                .filter(i -> i.objectClass.equals(type.getName()))
                .findFirst()
                .orElse(null);
    }

    /** Creates the registered object serializer. */
    @SuppressWarnings("unchecked")
    public PortObject.PortObjectSerializer<PortObject> objectSerializer() {
        return (PortObject.PortObjectSerializer<PortObject>) create("objectSerializer");
    }

    /** Creates the registered spec serializer. */
    @SuppressWarnings("unchecked")
    public PortObjectSpec.PortObjectSpecSerializer<PortObjectSpec> specSerializer() {
        return (PortObjectSpec.PortObjectSpecSerializer<PortObjectSpec>) create("specSerializer");
    }

    private Object create(String attribute) {
        try {
            return element.createExecutableExtension(attribute);
        } catch (CoreException e) {
            throw new IllegalStateException("The port type " + name + " has no usable " + attribute, e);
        }
    }
}
