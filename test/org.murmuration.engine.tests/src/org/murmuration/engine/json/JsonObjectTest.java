// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.murmuration.engine.internal.Checks;

class JsonObjectTest {
    private enum Colour {
        RED,
        BLUE
    }

    private static void fails(String message, Executable read) {
        assertEquals(message, assertThrows(JsonException.class, read).getMessage());
    }

    @Test
    void givesBackWhatWasPut() {
        JsonObject json = new JsonObject()
                .put("text", "a")
                .put("long", Long.MIN_VALUE)
                .put("int", 7)
                .put("double", 0.1)
                .put("yes", true)
                .put("bytes", new byte[] {0, -1, 127})
                .put("colour", Colour.BLUE.name())
                .put("nothing", (String) null)
                .putFinite("undefined", Double.NaN)
                .putFinite("defined", 2)
                .put("object", new JsonObject().put("a", 1))
                .put("array", JsonArray.of(1, 2));
        assertEquals(
                "{\"text\":\"a\",\"long\":-9223372036854775808,\"int\":7,\"double\":0.1,\"yes\":true,\"bytes\":\"AP9/\","
                        + "\"colour\":\"BLUE\",\"nothing\":null,\"undefined\":null,\"defined\":2.0,\"object\":{\"a\":1},"
                        + "\"array\":[1,2]}",
                json.compact());
        JsonObject read = JsonObject.parse(json.compact());
        assertEquals(json, read);
        assertEquals("a", read.getString("text"));
        assertEquals(Long.MIN_VALUE, read.getLong("long"));
        assertEquals(7, read.getInt("int"));
        assertEquals(7.0, read.getDouble("int"));
        assertEquals(0.1, read.getDouble("double"));
        assertTrue(read.getBoolean("yes"));
        assertArrayEquals(new byte[] {0, -1, 127}, read.getBytes("bytes"));
        assertEquals(Colour.BLUE, read.getEnum("colour", Colour.values()));
        assertEquals(1, read.getObject("object").getInt("a"));
        assertEquals(2, read.getArray("array").size());
        assertFalse(read.has("nothing"));
        assertTrue(read.names().contains("nothing"));
    }

    @Test
    void defaultsAreForWhatIsMissingOrNull() {
        JsonObject json = JsonObject.parse("{\"none\":null,\"text\":\"a\",\"int\":2,\"double\":0.5,\"yes\":true}");
        for (String name : List.of("none", "missing")) {
            assertEquals("b", json.getString(name, "b"));
            assertEquals(3, json.getInt(name, 3));
            assertEquals(1.5, json.getDouble(name, 1.5));
            assertTrue(json.getBoolean(name, true));
            assertEquals(Optional.empty(), json.find(name));
            assertEquals(Optional.empty(), json.findObject(name));
            assertEquals(Optional.empty(), json.findArray(name));
        }
        assertEquals("a", json.getString("text", "b"));
        assertEquals(2, json.getInt("int", 3));
        assertEquals(0.5, json.getDouble("double", 1.5));
        assertTrue(json.getBoolean("yes", false));
        fails("\"text\" must be a whole number, not a text.", () -> json.getInt("text", 3));
        fails("\"int\" must be a text, not a whole number.", () -> json.getString("int", "b"));
        fails("\"text\" must be a number, not a text.", () -> json.getDouble("text", 1));
        fails("\"double\" must be true or false, not a number.", () -> json.getBoolean("double", true));
        fails("\"yes\" must be an object, not true or false.", () -> json.findObject("yes"));
        fails("\"yes\" must be a list, not true or false.", () -> json.findArray("yes"));
    }

    @Test
    void errorsNameThePathAndWhatIsExpected() {
        JsonObject json = JsonObject.parse(
                "{\"tables\":[{\"sigma\":1},{\"sigma\":null,\"cells\":[0,{\"a\":1.5}]}],\"big\":3000000000}");
        JsonObject second = json.getArray("tables").getObject(1);
        fails("\"tables[1].sigma\" must be a number, not null.", () -> second.getDouble("sigma"));
        fails("\"tables[1].name\" is missing; it must be a text.", () -> second.getString("name"));
        fails("\"tables[1].cells\" must be an object, not a list.", () -> second.getObject("cells"));
        fails("\"tables\" must be true or false, not a list.", () -> json.getBoolean("tables"));
        JsonArray cells = second.getArray("cells");
        fails("\"tables[1].cells[1]\" must be a whole number, not an object.", cells::toLongs);
        fails("\"tables[1].cells[1].a\" must be a whole number, not a number.", () -> cells.getObject(1)
                .getLong("a"));
        fails("\"tables[1].cells[2]\" is missing; the list has 2 elements.", () -> cells.getInt(2));
        fails("\"big\" must be a whole number of at most 32 bits.", () -> json.getInt("big"));
        fails("\"big\" must be a text, not a whole number.", () -> json.getBytes("big"));
    }

    @Test
    void pathsKnowTreesThatWereBuilt() {
        JsonObject json = new JsonObject();
        JsonObject inner = json.putArray("list").addArray().addObject().putObject("in");
        fails("\"list[0][0].in.x\" is missing; it must be a list.", () -> inner.getArray("x"));
    }

    @Test
    void wholeNumbersBeyondLongsAreNotRounded() {
        JsonObject json = JsonObject.parse("{\"n\":9223372036854775808}");
        fails("\"n\" must be a whole number of at most 64 bits.", () -> json.getLong("n"));
        assertEquals(9.223372036854775807e18, json.getDouble("n"));
        assertEquals("9223372036854775808", ((JsonScalar) json.find("n").orElseThrow()).text());
    }

    @Test
    void refusesNumbersThatAreNotFinite() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new JsonObject().put("a", value));
            assertThrows(IllegalArgumentException.class, () -> new JsonArray().add(value));
            assertEquals("[null]", new JsonArray().addFinite(value).compact());
        }
    }

    @Test
    void namesUnknownConstantsNot() {
        JsonObject json = JsonObject.parse("{\"colour\":\"GREEN\"}");
        fails("\"colour\" must be one of RED, BLUE.", () -> json.getEnum("colour", Colour.values()));
    }

    @Test
    void bytesMustBeBase64() {
        JsonObject json = JsonObject.parse("{\"b\":\"A?==\"}");
        fails("\"b\" must be bytes in base64.", () -> json.getBytes("b"));
    }

    private static String stored(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return assertThrows(
                        IOException.class,
                        () -> JsonObject.readStored(new ByteArrayInputStream(bytes), "tables", 2, json -> {
                            Checks.require(json.getInt("size") > 0, "A table is empty.");
                            return json;
                        }))
                .getMessage();
    }

    @Test
    void storedFormsAreReadOrRefusedWithAReason() throws IOException {
        byte[] good = "{\"format\":2,\"size\":3}".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                3, JsonObject.readStored(new ByteArrayInputStream(good), "tables", 2, json -> json.getInt("size")));
        assertEquals(
                "The tables have format 3; this Murmuration reads formats 1 to 2. Update Murmuration.",
                stored("{\"format\":3}"));
        assertEquals(
                "The tables have format 0; this Murmuration reads formats 1 to 2. Update Murmuration.",
                stored("{\"format\":0}"));
        assertEquals("The tables are damaged: \"format\" is missing; it must be a whole number.", stored("{}"));
        assertEquals("The tables are damaged: A table is empty.", stored("{\"format\":1,\"size\":0}"));
        assertEquals(
                "The tables are damaged: The JSON is wrong at line 1, column 2: the text ends too early.", stored("{"));
        byte[] one = "{\"format\":2}".getBytes(StandardCharsets.UTF_8);
        IOException newer = assertThrows(
                IOException.class,
                () -> JsonObject.readStored(new ByteArrayInputStream(one), "tables", 1, json -> json));
        assertEquals(
                "The tables have format 2; this Murmuration reads format 1. Update Murmuration.", newer.getMessage());
    }

    @Test
    void membersKeepTheirPlaceWhenReplaced() {
        JsonObject json = new JsonObject().put("a", 1).put("b", 2).put("a", 3);
        assertEquals("{\"a\":3,\"b\":2}", json.compact());
        assertEquals("{\"b\":2}", json.remove("a", "c").compact());
    }
}
