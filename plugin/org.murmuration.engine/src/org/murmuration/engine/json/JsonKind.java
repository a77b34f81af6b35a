// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

import java.math.BigInteger;

/** Kinds of values, for messages, which never quote a value. */
enum JsonKind {
    TEXT("a text"),
    WHOLE_NUMBER("a whole number"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    NULL("null"),
    LIST("a list"),
    OBJECT("an object");

    private final String words;

    JsonKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The kind of what a tree holds. */
    static JsonKind of(Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof String) {
            return TEXT;
        }
        if (value instanceof Boolean) {
            return BOOLEAN;
        }
        if (value instanceof Long || value instanceof BigInteger) {
            return WHOLE_NUMBER;
        }
        if (value instanceof Double) {
            return NUMBER;
        }
        return value instanceof JsonArray ? LIST : OBJECT;
    }
}
