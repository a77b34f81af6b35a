// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

import java.util.Objects;

/** A text, a number, true, false or null. Numbers without fraction and exponent are exact, all others are doubles. */
public final class JsonScalar implements JsonValue {
    /** The value null. */
    public static final JsonScalar NULL = new JsonScalar(null);

    private final Object value;

    /** A String, Long, BigInteger beyond longs, Double, Boolean or null. */
    JsonScalar(Object value) {
        this.value = value;
    }

    Object value() {
        return value;
    }

    /**
     * Whether it is null.
     *
     * @return false for everything else
     */
    public boolean isNull() {
        return value == null;
    }

    /**
     * The value as text.
     *
     * @return a text itself, without quotes; anything else as it is written in JSON
     */
    public String text() {
        return value instanceof String s ? s : compact();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonScalar s && Objects.equals(s.value, value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    /** What kind of value it is, without the value. */
    @Override
    public String toString() {
        return JsonKind.of(value).words();
    }
}
