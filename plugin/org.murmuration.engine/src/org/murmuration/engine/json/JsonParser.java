// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.math.BigInteger;
import org.murmuration.engine.internal.DoubleText;

/** Makes a tree of a text. Gson finds the tokens; what it lets pass and RFC 8259 does not is refused here. */
final class JsonParser {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_NUMBER = 1000;
    private static final int MAX_NAME = 50_000;
    private static final long MAX_TEXT = 1L << 30;

    private final JsonReader reader;

    JsonParser(Reader text) {
        reader = new JsonReader(new StrictText(text, MAX_TEXT));
    }

    /**
     * Reads the only value of the text.
     *
     * @throws JsonException when the text is anything else
     * @throws IOException when it cannot be read
     */
    JsonValue parse() throws IOException {
        try {
            Object value = value(null, 0);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw wrong("nothing may follow the value");
            }
            return value instanceof JsonValue v ? v : new JsonScalar(value);
        } catch (EOFException e) {
            throw wrong("the text ends too early");
        } catch (MalformedJsonException | NumberFormatException e) { // before 2.11, Gson throws the latter for escapes
            throw wrong("this is not JSON");
        }
    }

    private Object value(JsonPlace place, int depth) throws IOException {
        switch (reader.peek()) {
            case BEGIN_OBJECT:
                return object(new JsonObject(place), place, deeper(depth));
            case BEGIN_ARRAY:
                return array(new JsonArray(place), place, deeper(depth));
            case STRING:
                return reader.nextString();
            case NUMBER:
                return number(reader.nextString());
            case BOOLEAN:
                return reader.nextBoolean();
            case NULL:
                reader.nextNull();
                return null;
            default:
                throw wrong("a value is expected");
        }
    }

    private int deeper(int depth) {
        if (depth == MAX_DEPTH) {
            throw wrong("more than " + MAX_DEPTH + " objects and lists stand within each other");
        }
        return depth + 1;
    }

    private JsonObject object(JsonObject object, JsonPlace place, int depth) throws IOException {
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (name.length() > MAX_NAME) {
                throw wrong("a name is longer than " + MAX_NAME + " characters");
            }
            if (!object.putNew(name, value(new JsonPlace(place, name, 0), depth))) {
                throw wrong("\"" + JsonPlace.path(new JsonPlace(place, name, 0)) + "\" is there twice");
            }
        }
        reader.endObject();
        return object;
    }

    private JsonArray array(JsonArray array, JsonPlace place, int depth) throws IOException {
        reader.beginArray();
        while (reader.hasNext()) {
            array.append(value(new JsonPlace(place, null, array.size()), depth));
        }
        reader.endArray();
        return array;
    }

    private Object number(String text) {
        if (text.length() > MAX_NUMBER) {
            throw wrong("a number is longer than " + MAX_NUMBER + " characters");
        }
        if (text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
            BigInteger whole = new BigInteger(text);
            return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
        }
        double value = DoubleText.parse(text);
        if (Double.isInfinite(value)) {
            throw wrong("a number is too large");
        }
        return value;
    }

    private JsonException wrong(String rule) {
        return StrictText.wrong(position(), rule);
    }

    /** Gson tells line and column in the text of its reader only: "JsonReader at line 1 column 8 path $.a". */
    private String position() {
        String text = reader.toString();
        int start = text.indexOf("line ");
        int end = text.indexOf(" path ", start);
        return start < 0 || end < 0 ? "" : text.substring(start, end).replace(" column ", ", column ");
    }
}
