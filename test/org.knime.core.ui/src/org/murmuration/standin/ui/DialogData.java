// SPDX-License-Identifier: Apache-2.0
package org.murmuration.standin.ui;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What KNIME's dialog sends for parameters: trees of numbers, texts and truth values. Constants go by their names, keys lack
 * {@code m_}, and whole numbers lose their point, because the dialog is JavaScript. What is empty is left out.
 */
public final class DialogData {
    private DialogData() {}

    /** The tree of a group of parameters; may be changed. */
    public static Map<String, Object> of(Object parameters) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Field field : FieldPersistence.fields(parameters.getClass())) {
            try {
                Object value = value(field.get(parameters));
                if (value != null) {
                    tree.put(field.getName().replaceFirst("^m_", ""), value);
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return tree;
    }

    private static Object value(Object value) {
        if (value instanceof Optional<?> optional) {
            return value(optional.orElse(null));
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Double d) {
            return d == Math.rint(d) && Math.abs(d) < Integer.MAX_VALUE ? (Object) d.intValue() : d;
        }
        if (value == null || value instanceof Number || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value.getClass().isArray()) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                list.add(value(Array.get(value, i)));
            }
            return list;
        }
        return of(value);
    }
}
