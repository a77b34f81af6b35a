// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A JSON object: members in the order in which they were put.
 *
 * <p>Each {@code get} takes the name of a member that must be there with that type, and throws a {@link JsonException}
 * that names its path otherwise. The variants with a default take it when the member is missing or null; of another
 * type it is still an error.
 */
public final class JsonObject implements JsonValue {
    private final Map<String, Object> members = new LinkedHashMap<>();
    private final JsonPlace place;

    /** Creates an empty object. */
    public JsonObject() {
        this(null);
    }

    JsonObject(JsonPlace place) {
        this.place = place;
    }

    /**
     * Reads a text.
     *
     * @param text one JSON object
     * @return the object
     * @throws JsonException when the text is anything else
     */
    public static JsonObject parse(String text) {
        JsonValue value = JsonValue.parse(text);
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new JsonException("The JSON must be an object.");
    }

    /**
     * Reads all bytes of a stream.
     *
     * @param in one JSON object in UTF-8; left open
     * @return the object
     * @throws IOException when the stream cannot be read
     * @throws JsonException when its content is anything else
     */
    public static JsonObject read(InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonException("The JSON is not in UTF-8.", e);
        }
        return parse(text);
    }

    /**
     * Reads a stored form, with the version of its format in the member "format".
     *
     * @param <T> what is stored
     * @param in one JSON object in UTF-8; left open
     * @param what is stored, for messages, such as "aggregates"
     * @param newest version that can be read; the oldest is 1
     * @param read makes what is stored of the object; its IllegalArgumentExceptions say what is wrong with it
     * @return what is stored
     * @throws IOException when the stream cannot be read, the format is newer, or the content is damaged
     */
    public static <T> T readStored(InputStream in, String what, int newest, Function<JsonObject, T> read)
            throws IOException {
        try {
            JsonObject root = read(in);
            int format = root.getInt("format");
            if (format < 1 || format > newest) {
                throw new IOException("The " + what + " have format " + format + "; this Murmuration reads "
                        + (newest == 1 ? "format 1" : "formats 1 to " + newest) + ". Update Murmuration.");
            }
            return read.apply(root);
        } catch (IllegalArgumentException e) {
            throw new IOException("The " + what + " are damaged: " + e.getMessage(), e);
        }
    }

    /**
     * Puts a text.
     *
     * @param name of the member, which is replaced in its place if it is there
     * @param value a text, or null
     * @return this
     */
    public JsonObject put(String name, String value) {
        members.put(name, value);
        return this;
    }

    /**
     * Puts a whole number.
     *
     * @param name of the member, which is replaced in its place if it is there
     * @param value any
     * @return this
     */
    public JsonObject put(String name, long value) {
        members.put(name, value);
        return this;
    }

    /**
     * Puts a number.
     *
     * @param name of the member, which is replaced in its place if it is there
     * @param value finite
     * @return this
     * @throws IllegalArgumentException when the value is not finite
     */
    public JsonObject put(String name, double value) {
        members.put(name, JsonReads.finite(value));
        return this;
    }

    /**
     * Puts null.
     *
     * @param name of the member, which is replaced in its place if it is there
     * @return this
     */
    public JsonObject putNull(String name) {
        members.put(name, null);
        return this;
    }

    /**
     * Puts a number that may have no value.
     *
     * @param name of the member, which is replaced in its place if it is there
     * @param value any; null is put when it is not finite
     * @return this
     */
    public JsonObject putFinite(String name, double value) {
        members.put(name, Double.isFinite(value) ? value : null);
        return this;
    }

    /**
     * Puts true or false.
     *
     * @param name of the member, which is replaced in its place if it is there
     * @param value any
     * @return this
     */
    public JsonObject put(String name, boolean value) {
        members.put(name, value);
        return this;
    }

    /**
     * Puts bytes, as a text in base64.
     *
     * @param name of the member, which is replaced in its place if it is there
     * @param value any
     * @return this
     */
    public JsonObject put(String name, byte[] value) {
        return put(name, Base64.getEncoder().encodeToString(value));
    }

    /**
     * Puts a value.
     *
     * @param name of the member, which is replaced in its place if it is there
     * @param value belongs to this tree from now on
     * @return this
     */
    public JsonObject put(String name, JsonValue value) {
        members.put(name, value instanceof JsonScalar s ? s.value() : value);
        return this;
    }

    /**
     * Puts an empty object.
     *
     * @param name of the member, which is replaced in its place if it is there
     * @return the new object
     */
    public JsonObject putObject(String name) {
        JsonObject object = new JsonObject(at(name));
        members.put(name, object);
        return object;
    }

    /**
     * Puts an empty array.
     *
     * @param name of the member, which is replaced in its place if it is there
     * @return the new array
     */
    public JsonArray putArray(String name) {
        JsonArray array = new JsonArray(at(name));
        members.put(name, array);
        return array;
    }

    /**
     * Removes members.
     *
     * @param names of members, there or not
     * @return this
     */
    public JsonObject remove(String... names) {
        for (String name : names) {
            members.remove(name);
        }
        return this;
    }

    /** Puts what the parser found; false when the name is taken. */
    boolean putNew(String name, Object value) {
        if (members.containsKey(name)) {
            return false;
        }
        members.put(name, value);
        return true;
    }

    Map<String, Object> members() {
        return members;
    }

    /**
     * Names of the members.
     *
     * @return in their order; cannot be changed
     */
    public Set<String> names() {
        return Collections.unmodifiableSet(members.keySet());
    }

    /**
     * Whether there is a member that is not null.
     *
     * @param name of the member
     * @return false when it is missing or null
     */
    public boolean has(String name) {
        return members.get(name) != null;
    }

    /**
     * A member of any type.
     *
     * @param name of the member
     * @return empty when it is missing or null
     */
    public Optional<JsonValue> find(String name) {
        return Optional.ofNullable(members.get(name)).map(v -> v instanceof JsonValue j ? j : new JsonScalar(v));
    }

    /**
     * An object, if it is there.
     *
     * @param name of the member
     * @return empty when it is missing or null
     */
    public Optional<JsonObject> findObject(String name) {
        return has(name) ? Optional.of(getObject(name)) : Optional.empty();
    }

    /**
     * A list, if it is there.
     *
     * @param name of the member
     * @return empty when it is missing or null
     */
    public Optional<JsonArray> findArray(String name) {
        return has(name) ? Optional.of(getArray(name)) : Optional.empty();
    }

    /**
     * A text.
     *
     * @param name of the member
     * @return its value
     */
    public String getString(String name) {
        return JsonReads.string(at(name), required(name, JsonKind.TEXT));
    }

    /**
     * A text.
     *
     * @param name of the member
     * @param byDefault when there is none
     * @return its value, or the default
     */
    public String getString(String name, String byDefault) {
        return has(name) ? getString(name) : byDefault;
    }

    /**
     * A whole number.
     *
     * @param name of the member
     * @return its value
     */
    public long getLong(String name) {
        return JsonReads.whole(at(name), required(name, JsonKind.WHOLE_NUMBER));
    }

    /**
     * A whole number of 32 bits.
     *
     * @param name of the member
     * @return its value
     */
    public int getInt(String name) {
        return JsonReads.integer(at(name), required(name, JsonKind.WHOLE_NUMBER));
    }

    /**
     * A whole number of 32 bits.
     *
     * @param name of the member
     * @param byDefault when there is none
     * @return its value, or the default
     */
    public int getInt(String name, int byDefault) {
        return has(name) ? getInt(name) : byDefault;
    }

    /**
     * A number.
     *
     * @param name of the member
     * @return its value, finite
     */
    public double getDouble(String name) {
        return JsonReads.number(at(name), required(name, JsonKind.NUMBER));
    }

    /**
     * A number.
     *
     * @param name of the member
     * @param byDefault when there is none
     * @return its value, or the default
     */
    public double getDouble(String name, double byDefault) {
        return has(name) ? getDouble(name) : byDefault;
    }

    /**
     * True or false.
     *
     * @param name of the member
     * @return its value
     */
    public boolean getBoolean(String name) {
        return JsonReads.bool(at(name), required(name, JsonKind.BOOLEAN));
    }

    /**
     * True or false.
     *
     * @param name of the member
     * @param byDefault when there is none
     * @return its value, or the default
     */
    public boolean getBoolean(String name, boolean byDefault) {
        return has(name) ? getBoolean(name) : byDefault;
    }

    /**
     * Bytes that were put as base64.
     *
     * @param name of the member
     * @return its value
     */
    public byte[] getBytes(String name) {
        return JsonReads.bytes(at(name), required(name, JsonKind.TEXT));
    }

    /**
     * One of some constants, stored by its name.
     *
     * @param <E> type of the constants
     * @param name of the member
     * @param constants all that are allowed, such as {@code values()} of an enum
     * @return the one that is named
     */
    public <E extends Enum<E>> E getEnum(String name, E[] constants) {
        String value = getString(name);
        StringBuilder known = new StringBuilder();
        for (E constant : constants) {
            if (constant.name().equals(value)) {
                return constant;
            }
            known.append(known.isEmpty() ? "" : ", ").append(constant.name());
        }
        throw new JsonException("\"" + JsonPlace.path(at(name)) + "\" must be one of " + known + ".");
    }

    /**
     * An object.
     *
     * @param name of the member
     * @return the object itself
     */
    public JsonObject getObject(String name) {
        return JsonReads.object(at(name), required(name, JsonKind.OBJECT));
    }

    /**
     * A list.
     *
     * @param name of the member
     * @return the list itself
     */
    public JsonArray getArray(String name) {
        return JsonReads.array(at(name), required(name, JsonKind.LIST));
    }

    private JsonPlace at(String name) {
        return new JsonPlace(place, name, 0);
    }

    private Object required(String name, JsonKind expected) {
        Object value = members.get(name);
        if (value == null && !members.containsKey(name)) {
            throw new JsonException(
                    "\"" + JsonPlace.path(at(name)) + "\" is missing; it must be " + expected.words() + ".");
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject o && o.members.equals(members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    /** The number of members, without their values. */
    @Override
    public String toString() {
        return "object of " + members.size() + " members";
    }
}
