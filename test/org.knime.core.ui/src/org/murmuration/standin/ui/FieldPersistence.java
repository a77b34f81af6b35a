// SPDX-License-Identifier: Apache-2.0
package org.murmuration.standin.ui;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** Saves and loads the fields of parameter classes under the keys and types that KNIME uses. */
public final class FieldPersistence {
    private static final String PRESENT = "_is_present";

    private FieldPersistence() {}

    /** Writes every field of a parameters object, nested ones into sub-configs. */
    public static void save(Object parameters, NodeSettingsWO settings) {
        for (Field field : fields(parameters.getClass())) {
            saveValue(read(field, parameters), field.getType(), elementType(field), key(field), settings);
        }
    }

    /** Reads every field of a parameters object. */
    public static void load(Object parameters, NodeSettingsRO settings) throws InvalidSettingsException {
        boolean lenientClass = parameters.getClass().isAnnotationPresent(LoadDefaultsForAbsentFields.class);
        for (Field field : fields(parameters.getClass())) {
            Migrate migrate = field.getAnnotation(Migrate.class);
            boolean lenient = lenientClass || migrate != null && migrate.loadDefaultIfAbsent();
            if (lenient && !settings.containsKey(key(field))) {
                continue;
            }
            write(
                    field,
                    parameters,
                    loadValue(read(field, parameters), field.getType(), elementType(field), key(field), settings));
        }
    }

    /** Fields that are persisted, those of superclasses first. */
    public static List<Field> fields(Class<?> type) {
        List<Field> result = new ArrayList<>();
        if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
            result.addAll(fields(type.getSuperclass()));
        }
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && field.getType() != Void.class) {
                if (Modifier.isPrivate(field.getModifiers())) {
                    throw new IllegalStateException(
                            "The parameter " + field + " is private; KNIME needs at least package visibility.");
                }
                field.setAccessible(true);
                result.add(field);
            }
        }
        return result;
    }

    /** Settings key of a field: its name without {@code m_}, or what {@link Persist} says. */
    public static String key(Field field) {
        Persist persist = field.getAnnotation(Persist.class);
        if (persist != null && !persist.configKey().isEmpty()) {
            return persist.configKey();
        }
        return field.getName().startsWith("m_") ? field.getName().substring(2) : field.getName();
    }

    private static Class<?> elementType(Field field) {
        return field.getGenericType() instanceof ParameterizedType p
                        && p.getActualTypeArguments()[0] instanceof Class<?> c
                ? c
                : null;
    }

    private static void saveValue(Object value, Class<?> type, Class<?> element, String key, NodeSettingsWO settings) {
        if (type == Optional.class) {
            Optional<?> optional = (Optional<?>) value;
            saveValue(optional.isPresent() ? optional.get() : empty(element), element, null, key, settings);
            settings.addBoolean(key + PRESENT, optional.isPresent());
        } else if (type == boolean.class || type == Boolean.class) {
            settings.addBoolean(key, (Boolean) value);
        } else if (type == int.class || type == Integer.class) {
            settings.addInt(key, (Integer) value);
        } else if (type == long.class || type == Long.class) {
            settings.addLong(key, (Long) value);
        } else if (type == double.class || type == Double.class) {
            settings.addDouble(key, (Double) value);
        } else if (type == String.class) {
            settings.addString(key, (String) value);
        } else if (type.isEnum()) {
            settings.addString(key, value == null ? null : ((Enum<?>) value).name());
        } else if (type == String[].class) {
            settings.addStringArray(key, (String[]) value);
        } else if (type == ColumnFilter.class) {
            FilterAccess.save((ColumnFilter) value, settings.addNodeSettings(key));
        } else if (type.isArray()) {
            NodeSettingsWO array = settings.addNodeSettings(key);
            for (int i = 0; i < Array.getLength(value); i++) {
                save(Array.get(value, i), array.addNodeSettings(Integer.toString(i)));
            }
        } else if (Persistable.class.isAssignableFrom(type)) {
            save(value, settings.addNodeSettings(key));
        } else {
            throw new IllegalStateException("Parameters of type " + type.getName() + " cannot be saved (" + key + ").");
        }
    }

    private static Object empty(Class<?> type) {
        if (type == Integer.class) {
            return 0;
        }
        if (type == Long.class) {
            return 0L;
        }
        return type == Double.class ? Double.valueOf(0) : null;
    }

    @SuppressWarnings("rawtypes")
    private static Object loadValue(
            Object current, Class<?> type, Class<?> element, String key, NodeSettingsRO settings)
            throws InvalidSettingsException {
        if (type == Optional.class) {
            return settings.getBoolean(key + PRESENT, true)
                    ? Optional.ofNullable(loadValue(null, element, null, key, settings))
                    : Optional.empty();
        } else if (type == boolean.class || type == Boolean.class) {
            return settings.getBoolean(key);
        } else if (type == int.class || type == Integer.class) {
            return settings.getInt(key);
        } else if (type == long.class || type == Long.class) {
            return settings.getLong(key);
        } else if (type == double.class || type == Double.class) {
            return settings.getDouble(key);
        } else if (type == String.class) {
            return settings.getString(key);
        } else if (type.isEnum()) {
            String name = settings.getString(key);
            for (Object constant : type.getEnumConstants()) {
                if (((Enum) constant).name().equals(name)) {
                    return constant;
                }
            }
            throw new InvalidSettingsException("Invalid value '" + name + "' of the setting " + key
                    + ". Possible values: " + List.of(type.getEnumConstants()));
        } else if (type == String[].class) {
            return settings.getStringArray(key);
        } else if (type == ColumnFilter.class) {
            return FilterAccess.load(settings.getNodeSettings(key));
        } else if (type.isArray()) {
            NodeSettingsRO array = settings.getNodeSettings(key);
            Object result =
                    Array.newInstance(type.getComponentType(), array.keySet().size());
            for (int i = 0; i < Array.getLength(result); i++) {
                Object item = create(type.getComponentType());
                load(item, array.getNodeSettings(Integer.toString(i)));
                Array.set(result, i, item);
            }
            return result;
        }
        Object nested = current == null ? create(type) : current;
        load(nested, settings.getNodeSettings(key));
        return nested;
    }

    private static Object create(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " needs an empty constructor.", e);
        }
    }

    private static Object read(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Field field, Object owner, Object value) {
        try {
            field.set(owner, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
