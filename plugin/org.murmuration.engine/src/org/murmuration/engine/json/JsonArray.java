// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A JSON array. What is read from it must have the type that is asked for; a {@link JsonException} names the path of
 * the first element that has not.
 *
 * <p>As long as all elements are longs they are kept in eight bytes each, for lists of millions of counts.
 */
public final class JsonArray implements JsonValue, Iterable<JsonValue> {
    private static final int START = 8;

    private final JsonPlace place;
    private long[] longs = new long[0];
    private int size;
    private List<Object> values; // instead of longs from the first element on that is no long

    /** Creates an empty array. */
    public JsonArray() {
        this(null);
    }

    JsonArray(JsonPlace place) {
        this.place = place;
    }

    /**
     * An array of texts.
     *
     * @param values in order; null is allowed
     * @return a new array
     */
    public static JsonArray of(Collection<String> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return array;
    }

    /**
     * An array of whole numbers.
     *
     * @param values in order
     * @return a new array
     */
    public static JsonArray of(int... values) {
        JsonArray array = new JsonArray();
        for (int value : values) {
            array.add(value);
        }
        return array;
    }

    /**
     * An array of whole numbers.
     *
     * @param values in order
     * @return a new array
     */
    public static JsonArray of(long... values) {
        JsonArray array = new JsonArray();
        array.longs = values.clone();
        array.size = values.length;
        return array;
    }

    /**
     * An array of numbers.
     *
     * @param values in order, finite
     * @return a new array
     * @throws IllegalArgumentException when a value is not finite
     */
    public static JsonArray of(double... values) {
        JsonArray array = new JsonArray();
        for (double value : values) {
            array.add(value);
        }
        return array;
    }

    /**
     * An array with an element for each of some things.
     *
     * @param <T> type of the things
     * @param things in order
     * @param form makes the element of one
     * @return a new array
     */
    public static <T> JsonArray of(Collection<? extends T> things, Function<T, ? extends JsonValue> form) {
        JsonArray array = new JsonArray();
        things.forEach(t -> array.add(form.apply(t)));
        return array;
    }

    /**
     * Adds a text.
     *
     * @param value a text, or null
     * @return this
     */
    public JsonArray add(String value) {
        return append(value);
    }

    /**
     * Adds a whole number.
     *
     * @param value any
     * @return this
     */
    public JsonArray add(long value) {
        if (values != null) {
            values.add(value);
            return this;
        }
        if (size == longs.length) {
            longs = Arrays.copyOf(longs, Math.max(START, size + (size >> 1)));
        }
        longs[size++] = value;
        return this;
    }

    /**
     * Adds a number.
     *
     * @param value finite
     * @return this
     * @throws IllegalArgumentException when the value is not finite
     */
    public JsonArray add(double value) {
        return append(JsonReads.finite(value));
    }

    /**
     * Adds a number that may have no value.
     *
     * @param value any; null is added when it is not finite
     * @return this
     */
    public JsonArray addFinite(double value) {
        return append(Double.isFinite(value) ? value : null);
    }

    /**
     * Adds true or false.
     *
     * @param value any
     * @return this
     */
    public JsonArray add(boolean value) {
        return append(value);
    }

    /**
     * Adds bytes, as a text in base64.
     *
     * @param value any
     * @return this
     */
    public JsonArray add(byte[] value) {
        return append(Base64.getEncoder().encodeToString(value));
    }

    /**
     * Adds a value.
     *
     * @param value belongs to this tree from now on
     * @return this
     */
    public JsonArray add(JsonValue value) {
        return append(value instanceof JsonScalar s ? s.value() : value);
    }

    /**
     * Adds an empty object.
     *
     * @return the new object
     */
    public JsonObject addObject() {
        JsonObject object = new JsonObject(at(size()));
        append(object);
        return object;
    }

    /**
     * Adds an empty array.
     *
     * @return the new array
     */
    public JsonArray addArray() {
        JsonArray array = new JsonArray(at(size()));
        append(array);
        return array;
    }

    /** Adds what a tree holds. */
    JsonArray append(Object value) {
        if (value instanceof Long l) {
            return add(l.longValue());
        }
        if (values == null) {
            values = new ArrayList<>(Math.max(START, size + 1));
            for (int i = 0; i < size; i++) {
                values.add(longs[i]);
            }
            longs = null;
        }
        values.add(value);
        return this;
    }

    /**
     * Number of elements.
     *
     * @return 0 or more
     */
    public int size() {
        return values == null ? size : values.size();
    }

    Object value(int index) {
        if (index < 0 || index >= size()) {
            throw new JsonException(
                    "\"" + JsonPlace.path(at(index)) + "\" is missing; the list has " + size() + " elements.");
        }
        return values == null ? Long.valueOf(longs[index]) : values.get(index);
    }

    /**
     * An element of any type.
     *
     * @param index 0 .. size - 1
     * @return the element
     * @throws JsonException when there is none
     */
    public JsonValue get(int index) {
        Object value = value(index);
        return value instanceof JsonValue j ? j : new JsonScalar(value);
    }

    /**
     * A text.
     *
     * @param index 0 .. size - 1
     * @return its value
     */
    public String getString(int index) {
        return JsonReads.string(at(index), value(index));
    }

    /**
     * A whole number.
     *
     * @param index 0 .. size - 1
     * @return its value
     */
    public long getLong(int index) {
        return values == null && index >= 0 && index < size ? longs[index] : JsonReads.whole(at(index), value(index));
    }

    /**
     * A whole number of 32 bits.
     *
     * @param index 0 .. size - 1
     * @return its value
     */
    public int getInt(int index) {
        long value = getLong(index);
        return (int) value == value ? (int) value : JsonReads.integer(at(index), value);
    }

    /**
     * A number.
     *
     * @param index 0 .. size - 1
     * @return its value, finite
     */
    public double getDouble(int index) {
        return JsonReads.number(at(index), value(index));
    }

    /**
     * A number that may have no value.
     *
     * @param index 0 .. size - 1
     * @return its value, NaN when it is null
     */
    public double getFinite(int index) {
        return value(index) == null ? Double.NaN : getDouble(index);
    }

    /**
     * An object.
     *
     * @param index 0 .. size - 1
     * @return the object itself
     */
    public JsonObject getObject(int index) {
        return JsonReads.object(at(index), value(index));
    }

    /**
     * A list in the list.
     *
     * @param index 0 .. size - 1
     * @return the list itself
     */
    public JsonArray getArray(int index) {
        return JsonReads.array(at(index), value(index));
    }

    /**
     * All elements as objects.
     *
     * @return a new list
     */
    public List<JsonObject> objects() {
        return list(JsonReads::object);
    }

    /**
     * All elements as lists.
     *
     * @return a new list
     */
    public List<JsonArray> arrays() {
        return list(JsonReads::array);
    }

    /**
     * What is read from each element, which must be an object.
     *
     * @param <T> type of what is read
     * @param read reads one
     * @return a new list
     */
    public <T> List<T> objects(Function<JsonObject, T> read) {
        return list((at, value) -> read.apply(JsonReads.object(at, value)));
    }

    /**
     * All elements as texts.
     *
     * @return a new list
     */
    public List<String> strings() {
        return list(JsonReads::string);
    }

    /**
     * All elements as texts, or null.
     *
     * @return a new list, with null where the element is null
     */
    public List<String> stringsOrNulls() {
        return list((at, value) -> value == null ? null : JsonReads.string(at, value));
    }

    /**
     * All elements as whole numbers.
     *
     * @return a new array
     */
    public long[] toLongs() {
        long[] result = new long[size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = getLong(i);
        }
        return result;
    }

    /**
     * All elements as whole numbers of 32 bits.
     *
     * @return a new array
     */
    public int[] toInts() {
        int[] result = new int[size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = getInt(i);
        }
        return result;
    }

    /**
     * All elements as numbers.
     *
     * @return a new array, finite
     */
    public double[] toDoubles() {
        double[] result = new double[size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = getDouble(i);
        }
        return result;
    }

    private <T> List<T> list(BiFunction<JsonPlace, Object, T> read) {
        List<T> result = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            result.add(read.apply(at(i), value(i)));
        }
        return result;
    }

    private JsonPlace at(int index) {
        return new JsonPlace(place, null, index);
    }

    @Override
    public Iterator<JsonValue> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public JsonValue next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return get(next++);
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof JsonArray a) || a.size() != size()) {
            return false;
        }
        for (int i = 0; i < size(); i++) {
            if (!get(i).equals(a.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (JsonValue value : this) {
            hash = 31 * hash + value.hashCode();
        }
        return hash;
    }

    /** The number of elements, without their values. */
    @Override
    public String toString() {
        return "list of " + size() + " elements";
    }
}
