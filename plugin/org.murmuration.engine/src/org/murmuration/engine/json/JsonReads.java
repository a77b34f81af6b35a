// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

import java.math.BigInteger;
import java.util.Base64;

/** What a member or an element must be, or the exception that says what it is instead. */
final class JsonReads {
    private JsonReads() {}

    static JsonException not(JsonPlace place, Object value, String expected) {
        return new JsonException("\"" + JsonPlace.path(place) + "\" must be " + expected + ", not "
                + JsonKind.of(value).words() + ".");
    }

    static String string(JsonPlace place, Object value) {
        if (value instanceof String s) {
            return s;
        }
        throw not(place, value, JsonKind.TEXT.words());
    }

    static boolean bool(JsonPlace place, Object value) {
        if (value instanceof Boolean b) {
            return b;
        }
        throw not(place, value, JsonKind.BOOLEAN.words());
    }

    static long whole(JsonPlace place, Object value) {
        if (value instanceof Long l) {
            return l;
        }
        if (value instanceof BigInteger) {
            throw new JsonException("\"" + JsonPlace.path(place) + "\" must be a whole number of at most 64 bits.");
        }
        throw not(place, value, JsonKind.WHOLE_NUMBER.words());
    }

    static int integer(JsonPlace place, Object value) {
        long whole = whole(place, value);
        if ((int) whole != whole) {
            throw new JsonException("\"" + JsonPlace.path(place) + "\" must be a whole number of at most 32 bits.");
        }
        return (int) whole;
    }

    static double number(JsonPlace place, Object value) {
        if (value instanceof Number n) {
            return n.doubleValue();
        }
        throw not(place, value, JsonKind.NUMBER.words());
    }

    static JsonObject object(JsonPlace place, Object value) {
        if (value instanceof JsonObject o) {
            return o;
        }
        throw not(place, value, JsonKind.OBJECT.words());
    }

    static JsonArray array(JsonPlace place, Object value) {
        if (value instanceof JsonArray a) {
            return a;
        }
        throw not(place, value, JsonKind.LIST.words());
    }

    static byte[] bytes(JsonPlace place, Object value) {
        try {
            return Base64.getDecoder().decode(string(place, value));
        } catch (JsonException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new JsonException("\"" + JsonPlace.path(place) + "\" must be bytes in base64.", e);
        }
    }

    /** A number that a tree may hold: JSON knows neither NaN nor infinity. */
    static Double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON knows no number that is not finite: " + value);
        }
        return value;
    }
}
