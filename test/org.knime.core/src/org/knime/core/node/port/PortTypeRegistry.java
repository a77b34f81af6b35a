// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.core.runtime.Platform;
import org.murmuration.standin.core.PortTypeInfo;

/** Stand-in for the KNIME type of the same name: reads the extension registry. */
public final class PortTypeRegistry {
    private static final PortTypeRegistry INSTANCE = new PortTypeRegistry();

    private PortTypeRegistry() {}

    public static PortTypeRegistry getInstance() {
        return INSTANCE;
    }

    public Collection<PortType> availablePortTypes() {
        List<PortType> types = new ArrayList<>();
        for (PortTypeInfo info : PortTypeInfo.all()) {
            types.add(new PortType(load(info, info.objectClass()).orElseThrow().asSubclass(PortObject.class)));
        }
        return types;
    }

    public Optional<Class<? extends PortObject>> getObjectClass(String text) {
        return PortTypeInfo.all().stream()
                .filter(i -> i.objectClass().equals(text))
                .findFirst()
                .flatMap(i -> load(i, text))
                .map(c -> c.asSubclass(PortObject.class));
    }

    public Optional<PortObject.PortObjectSerializer<PortObject>> getObjectSerializer(Class<? extends PortObject> type) {
        return PortTypeInfo.all().stream()
                .filter(i -> i.objectClass().equals(type.getName()))
                .findFirst()
                .map(PortTypeInfo::objectSerializer);
    }

    public PortType getPortType(Class<? extends PortObject> type) {
        return new PortType(type);
    }

    public PortType getPortType(Class<? extends PortObject> type, boolean flag) {
        return new PortType(type, flag);
    }

    public Optional<Class<? extends PortObjectSpec>> getSpecClass(String text) {
        return PortTypeInfo.all().stream()
                .filter(i -> i.specClass().equals(text))
                .findFirst()
                .flatMap(i -> load(i, text))
                .map(c -> c.asSubclass(PortObjectSpec.class));
    }

    public Optional<PortObjectSpec.PortObjectSpecSerializer<PortObjectSpec>> getSpecSerializer(
            Class<? extends PortObjectSpec> type) {
        return PortTypeInfo.all().stream()
                .filter(i -> i.specClass().equals(type.getName()))
                .findFirst()
                .map(PortTypeInfo::specSerializer);
    }

    private static Optional<Class<?>> load(PortTypeInfo info, String className) {
        try {
            return Optional.of(
                    Platform.getBundle(info.element().getContributor().getName())
                            .loadClass(className));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
