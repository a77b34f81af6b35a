// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider.StateProviderInitializer;
import org.knime.node.parameters.updates.StateProvider.TypeReference;

/**
 * The settings of an open dialog, as the object that configuration and execution have too.
 *
 * <p>KNIME hands a group of settings over under one reference. It would refuse the whole group while a number in it is
 * empty ("Cannot map null into type double"), so the group is taken as the tree of values that the dialog sent, and an
 * empty field is named by its title here.
 *
 * @param <S> the group
 */
public final class LiveSettings<S extends NodeParameters> {
    private final Class<S> type;
    private final Supplier<Map<String, Object>> values;

    private LiveSettings(Class<S> type, Supplier<Map<String, Object>> values) {
        this.type = type;
        this.values = values;
    }

    /**
     * A group as the dialog sends it: by key a number, text, truth value, list or tree; nothing for an empty number.
     */
    private static final class Tree implements TypeReference<Map<String, Object>> {}

    /**
     * Listens to a group.
     *
     * @param <S> the group
     * @param type of the group; has an empty constructor
     * @param reference stands on the field of the group
     * @param initializer of a live hint, which is computed anew whenever a setting of the group changes
     * @return the settings when the hint is computed
     */
    public static <S extends NodeParameters> LiveSettings<S> of(
            Class<S> type, Class<? extends ParameterReference<S>> reference, StateProviderInitializer initializer) {
        initializer.computeOnValueChange(reference);
        return new LiveSettings<>(type, initializer.getValueSupplier(reference, new Tree()));
    }

    /**
     * The settings as they are now.
     *
     * @return a new object
     * @throws InvalidSettingsException when a field is empty, or holds what it cannot hold
     */
    public S get() throws InvalidSettingsException {
        return read(type, values.get());
    }

    /** The settings of a tree. */
    static <S> S read(Class<S> type, Map<String, Object> tree) throws InvalidSettingsException {
        return type.cast(group(type, tree));
    }

    private static Object group(Class<?> type, Map<?, ?> values) throws InvalidSettingsException {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object group = constructor.newInstance();
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && field.getType() != Void.class) {
                    field.setAccessible(true);
                    field.set(group, value(field, values.get(key(field))));
                }
            }
            return group;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " is no group of settings.", e);
        }
    }

    private static String key(Field field) {
        return field.getName().replaceFirst("^m_", "");
    }

    private static Object value(Field field, Object value) throws InvalidSettingsException {
        Class<?> type = field.getType();
        if (type == Optional.class) {
            return Optional.ofNullable(value);
        }
        if (value == null && type == String.class) {
            return "";
        }
        if (value == null) {
            throw new InvalidSettingsException(title(field) + " is empty.");
        }
        if (type.isEnum()) {
            return constant(type, value);
        }
        if (type.isPrimitive()) {
            return primitive(field, value);
        }
        if (type.isArray()) {
            List<?> elements = (List<?>) value;
            Object array = Array.newInstance(type.getComponentType(), elements.size());
            for (int i = 0; i < elements.size(); i++) {
                Array.set(array, i, group(type.getComponentType(), (Map<?, ?>) elements.get(i)));
            }
            return array;
        }
        return value instanceof Map<?, ?> nested ? group(type, nested) : value;
    }

    private static Object primitive(Field field, Object value) throws InvalidSettingsException {
        if (!(value instanceof Number number)) {
            return value;
        }
        if (field.getType() == double.class) {
            return number.doubleValue();
        }
        if (number.doubleValue() != number.intValue()) {
            throw new InvalidSettingsException(title(field) + " cannot be " + number + ".");
        }
        return number.intValue();
    }

    private static Object constant(Class<?> type, Object name) throws InvalidSettingsException {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new InvalidSettingsException("There is no choice " + name + ".");
    }

    private static String title(Field field) {
        Widget widget = field.getAnnotation(Widget.class);
        return widget == null ? key(field) : widget.title();
    }
}
