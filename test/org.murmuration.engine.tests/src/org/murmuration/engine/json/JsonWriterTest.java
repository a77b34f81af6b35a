// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    /** One tree as jackson-databind wrote it. */
    private record Vector(String compact, String pretty) {}

    static List<String> lines(String resource) throws IOException {
        try (InputStream in = JsonWriterTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.startsWith("# "))
                    .toList();
        }
    }

    private static List<Vector> vectors() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : lines("jackson-vectors.txt")) {
            if (line.equals("---")) {
                vectors.add(new Vector(block.get(0), String.join("\n", block.subList(1, block.size()))));
                block.clear();
            } else {
                block.add(line);
            }
        }
        return vectors;
    }

    @Test
    void writesTheSameBytesAsJackson() throws IOException {
        List<Vector> vectors = vectors();
        assertEquals(150, vectors.size());
        for (Vector v : vectors) {
            JsonValue value = JsonValue.parse(v.compact);
            assertEquals(v.compact, value.compact());
            assertEquals(v.pretty, value.pretty());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            value.write(bytes);
            assertArrayEquals(v.compact.getBytes(StandardCharsets.UTF_8), bytes.toByteArray());
        }
    }

    @Test
    void allFormsReadAsTheSameTree() throws IOException {
        for (Vector v : vectors()) {
            JsonValue value = JsonValue.parse(v.compact);
            assertEquals(value, JsonValue.parse(v.pretty));
            assertEquals(value.hashCode(), JsonValue.parse(v.pretty).hashCode());
            String canonical = value.canonical();
            assertEquals(canonical, JsonValue.parse(canonical).canonical());
        }
    }

    @Test
    void canonicalFormIsThatOfRfc8785() {
        String example =
                """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }""";
        assertEquals(
                "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
                JsonValue.parse(example).canonical());
    }

    @Test
    void canonicalMembersAreSortedByCodeUnits() {
        // RFC 8785, section 3.2.3
        String example =
                "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}";
        assertEquals(
                "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}",
                JsonValue.parse(example).canonical());
    }

    @Test
    void canonicalFormDependsOnNeitherOrderNorSpelling() {
        JsonObject one = new JsonObject().put("a", 1).put("b", 2.0);
        JsonObject other = JsonObject.parse(" { \"b\" : 2 , \"a\" : 1.0e0 } ");
        assertEquals("{\"a\":1,\"b\":2}", one.canonical());
        assertEquals(one.canonical(), other.canonical());
    }

    @Test
    void wholeNumbersKeepAllDigits() {
        String text = "[9007199254740993,-9223372036854775808,123456789012345678901234567890]";
        assertEquals(text, JsonValue.parse(text).compact());
        assertEquals(text, JsonValue.parse(text).canonical());
    }

    @Test
    void descriptionsOfTreesQuoteNoValue() {
        JsonObject object = new JsonObject().put("secret", "Ada");
        object.putArray("more").add("Ada");
        assertEquals("object of 2 members", object.toString());
        assertEquals("list of 1 elements", object.getArray("more").toString());
        assertEquals("a text", object.find("secret").orElseThrow().toString());
    }
}
