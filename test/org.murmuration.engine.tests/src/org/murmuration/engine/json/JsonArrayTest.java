// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class JsonArrayTest {
    @Test
    void givesBackWhatWasAdded() {
        JsonArray json = new JsonArray()
                .add(1)
                .add(Long.MAX_VALUE)
                .add("a")
                .add((String) null)
                .add(0.5)
                .add(true)
                .add(new JsonObject())
                .add(JsonArray.of(1L, 2L))
                .add(JsonScalar.NULL)
                .add(5);
        assertEquals("[1,9223372036854775807,\"a\",null,0.5,true,{},[1,2],null,5]", json.compact());
        JsonArray read = (JsonArray) JsonValue.parse(json.compact());
        assertEquals(json, read);
        assertEquals(json.hashCode(), read.hashCode());
        assertEquals(10, read.size());
        assertEquals(Long.MAX_VALUE, read.getLong(1));
        assertEquals("a", read.getString(2));
        assertEquals(1, read.getDouble(0));
        assertEquals(0, read.getObject(6).names().size());
        assertEquals(2, read.getArray(7).getInt(1));
        assertEquals(5, read.getInt(9));
    }

    @Test
    void readsAllElementsOfOneType() {
        assertArrayEquals(
                new long[] {1, -5_000_000_000L}, array("[1,-5000000000]").toLongs());
        assertArrayEquals(new int[] {1, 2}, array("[1,2]").toInts());
        assertArrayEquals(new double[] {1, 2.5}, array("[1,2.5]").toDoubles());
        assertEquals(List.of("a", "b"), array("[\"a\",\"b\"]").strings());
        assertEquals(Arrays.asList("a", null), array("[\"a\",null]").stringsOrNulls());
        assertEquals(List.of(1, 2), array("[{\"a\":1},{\"a\":2}]").objects(o -> o.getInt("a")));
        assertEquals(2, array("[{\"a\":1},{\"a\":2}]").objects().size());
        assertEquals(2, array("[[1],[2]]").arrays().get(1).getInt(0));
        assertEquals("[0.5,2.0]", JsonArray.of(0.5, 2).compact());
        assertEquals("[\"a\",null]", JsonArray.of(Arrays.asList("a", null)).compact());
        assertEquals("[[1],[2]]", JsonArray.of(List.of(1L, 2L), JsonArray::of).compact());
    }

    @Test
    void numbersWithoutValueAreNull() {
        JsonArray json = new JsonArray().addFinite(Double.NaN).addFinite(2).add("3");
        assertEquals("[null,2.0,\"3\"]", json.compact());
        assertEquals(Double.NaN, json.getFinite(0));
        assertEquals(2, json.getFinite(1));
        assertThrows(JsonException.class, () -> json.getFinite(2));
        assertThrows(JsonException.class, () -> json.getDouble(0));
    }

    @Test
    void refusesElementsOfAnotherType() {
        assertThrows(JsonException.class, () -> array("[1,2.5]").toLongs());
        assertThrows(JsonException.class, () -> array("[1,3000000000]").toInts());
        assertThrows(JsonException.class, () -> array("[1,\"2\"]").toDoubles());
        assertThrows(JsonException.class, () -> array("[\"a\",null]").strings());
        assertThrows(JsonException.class, () -> array("[{},[]]").objects());
        assertThrows(JsonException.class, () -> array("[[],{}]").arrays());
        assertThrows(JsonException.class, () -> array("[1]").getInt(-1));
        assertThrows(JsonException.class, () -> array("[1]").getLong(1));
        assertThrows(JsonException.class, () -> array("[]").get(0));
    }

    @Test
    void longListsOfWholeNumbersGrow() {
        JsonArray json = new JsonArray();
        long[] expected = new long[1000];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (long) i * i * i;
            json.add(expected[i]);
        }
        assertArrayEquals(expected, json.toLongs());
        assertEquals(JsonArray.of(expected), json);
        json.add("end");
        assertEquals(1001, json.size());
        assertEquals(expected[999], json.getLong(999));
        assertNotEquals(JsonArray.of(expected), json);
    }

    @Test
    void iteratesOverValues() {
        Iterator<JsonValue> values = array("[1,\"a\"]").iterator();
        assertEquals("1", ((JsonScalar) values.next()).text());
        assertEquals("a", ((JsonScalar) values.next()).text());
        assertThrows(NoSuchElementException.class, values::next);
    }

    private static JsonArray array(String text) {
        return (JsonArray) JsonValue.parse(text);
    }
}
