// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.lang.reflect.Method;
import org.murmuration.standin.core.PortTypeInfo;

/** Stand-in for the KNIME type of the same name. */
public final class PortType {
    public static final int DEFAULT_COLOR = Integer.parseInt("9b9b9b", 16);

    private final Class<? extends PortObject> m_class;
    private final boolean m_optional;

    public PortType(Class<? extends PortObject> type) {
        this(type, false);
    }

    public PortType(Class<? extends PortObject> type, boolean flag) {
        m_class = type;
        m_optional = flag;
    }

    public boolean acceptsPortObject(PortObject portObject) {
        return portObject != null && acceptsPortObjectClass(portObject.getClass());
    }

    public boolean acceptsPortObjectClass(Class<? extends PortObject> type) {
        return m_class.isAssignableFrom(type);
    }

    public boolean acceptsPortObjectSpec(PortObjectSpec portObjectSpec) {
        return portObjectSpec == null || getPortObjectSpecClass().isInstance(portObjectSpec);
    }

    public int getColor() {
        return info() == null ? DEFAULT_COLOR : info().color();
    }

    public String getName() {
        return info() == null ? m_class.getSimpleName() : info().name();
    }

    public Class<? extends PortObject> getPortObjectClass() {
        return m_class;
    }

    public Class<? extends PortObjectSpec> getPortObjectSpecClass() {
        return getPortObjectSpecClass(m_class);
    }

    public boolean isHidden() {
        return info() != null && info().hidden();
    }

    public boolean isOptional() {
        return m_optional;
    }

    public boolean isSuperTypeOf(PortType portType) {
        return m_class.isAssignableFrom(portType.m_class);
    }

    public static Class<? extends PortObjectSpec> getPortObjectSpecClass(Class<? extends PortObject> type) {
        try {
            Method method = type.getMethod("getSpec");
            return method.getReturnType().asSubclass(PortObjectSpec.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private PortTypeInfo info() {
        return PortTypeInfo.of(m_class);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof PortType other && m_class == other.m_class && m_optional == other.m_optional;
    }

    @Override
    public int hashCode() {
        return m_class.hashCode() ^ Boolean.hashCode(m_optional);
    }

    @Override
    public String toString() {
        return getName();
    }
}
