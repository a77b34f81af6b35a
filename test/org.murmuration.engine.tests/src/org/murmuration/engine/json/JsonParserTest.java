// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParserTest {
    private static String refusal(String text) {
        return assertThrows(JsonException.class, () -> JsonValue.parse(text), text)
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "['a']",
                "{\"a\" 1}",
                "{\"a\"=1}",
                "[1;2]",
                "[01]",
                "[1.]",
                "[.5]",
                "[+1]",
                "[-]",
                "[1e]",
                "[1e+]",
                "[0x10]",
                "[NaN]",
                "[Infinity]",
                "[-Infinity]",
                "[nul]",
                "[nulll]",
                "[TRUE]",
                "[True]",
                "[truE]",
                "[falsE]",
                "[nuLL]",
                "undefined",
                "[\"a]",
                "[\"\\x\"]",
                "[\"\\'\"]",
                "[\"\\u12G4\"]",
                "[\"\\u12\"]",
                "[\"a\tb\"]",
                "[\"a\nb\"]",
                "[\"a\\\nb\"]",
                "[\"\u0000\"]",
                "// a\n[]",
                "/* a */[]",
                "[] // a",
                "# a\n[]",
                "[1]]",
                "[] []",
                "{} x",
                "1 2",
                ")]}'\n[]",
                "[1e400]",
                "[-1e999]",
                "[\u00a01]",
                "[1,\u20282]",
                "\ufeff\ufeff[]"
            })
    void refusesWhatIsNotJson(String text) {
        String message = refusal(text);
        assertTrue(message.startsWith("The JSON is wrong at line "), message);
    }

    @Test
    void readsEveryKindOfValue() {
        assertEquals(
                "[\"a\",1,-0.0,1.5,1.0E10,true,false,null,{},[]]",
                JsonValue.parse("\ufeff [ \"a\" , 1, -0.0,\r\n 1.5, 1E+10,true,false ,null,{ },[ ] ]\n")
                        .compact());
        assertEquals(
                "\"\\\"\\\\/\\b\\f\\n\\r\\té\"",
                JsonValue.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\"").compact());
        assertEquals(JsonScalar.NULL, JsonValue.parse("null"));
    }

    @Test
    void saysInWhichLineAndColumnTheTextIsWrong() {
        assertEquals(
                "The JSON is wrong at line 3, column 8: this is not JSON.",
                refusal("{\n  \"a\": 1,\n  \"b\": tru \n}"));
        assertEquals(
                "The JSON is wrong at line 2, column 4: a control character stands in a text; it must be escaped.",
                refusal("[1,\n \"a\tb\"]"));
        assertTrue(refusal("[1] [2]").endsWith(": this is not JSON."), refusal("[1] [2]"));
        assertTrue(refusal("{\"a\":[1").endsWith("the text ends too early."), refusal("{\"a\":[1"));
    }

    @Test
    void refusesNamesThatAreThereTwice() {
        String message = refusal("{\"a\":{\"b\":[{\"c\":\"Ada\",\"c\":null}]}}");
        assertTrue(message.endsWith("\"a.b[0].c\" is there twice."), message);
        assertEquals(
                2, JsonObject.parse("{\"a\":{\"a\":1},\"b\":{\"a\":1}}").names().size());
    }

    @Test
    void boundsTheDepth() {
        String deep = "[".repeat(200) + "]".repeat(200);
        assertEquals(deep, JsonValue.parse(deep).compact());
        assertTrue(refusal("[" + deep + "]").contains("more than 200"));
        assertTrue(refusal("{\"a\":".repeat(1_000_000)).contains("more than 200"));
    }

    @Test
    void boundsNumbersAndNames() {
        String whole = "1".repeat(1000);
        assertEquals(whole, JsonValue.parse(whole).compact());
        assertTrue(refusal(whole + "1").contains("longer than 1000"));
        assertTrue(refusal("{\"" + "a".repeat(50_001) + "\":1}").contains("longer than 50000"));
    }

    @Test
    void boundsTheWholeText() throws IOException {
        assertEquals(-1, new StrictText(new StringReader(""), 3).read());
        assertEquals(3, new StrictText(new StringReader("[1]"), 3).read(new char[9], 0, 9));
        JsonException e = assertThrows(
                JsonException.class, () -> new StrictText(new StringReader("[12]"), 3).read(new char[9], 0, 9));
        assertTrue(e.getMessage().endsWith("the text is longer than 3 characters."), e.getMessage());
    }

    @Test
    void refusesBytesThatAreNotUtf8() throws IOException {
        byte[] good = "{\"a\":\"é😀\"}".getBytes(StandardCharsets.UTF_8);
        assertEquals("é😀", JsonObject.read(new ByteArrayInputStream(good)).getString("a"));
        byte[] bad = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "The JSON is not in UTF-8.",
                assertThrows(JsonException.class, () -> JsonObject.read(new ByteArrayInputStream(bad)))
                        .getMessage());
    }

    @Test
    void refusesARootThatIsNoObject() {
        for (String text : List.of("[]", "1", "null", "\"a\"")) {
            assertEquals(
                    "The JSON must be an object.",
                    assertThrows(JsonException.class, () -> JsonObject.parse(text))
                            .getMessage());
        }
    }

    @Test
    void damageEndsInNoOtherException() {
        String good =
                "{\"name\":\"Ada \\u00e9\\n\",\"list\":[1,-2.5e-3,true,null,{\"x\":[[]]}],\"more\":{\"y\":12345678901}}";
        String signs = "{}[]:,\"\\truefalsn0123456789.-+eE \t\n\u0000\u00e9'/*#;u";
        SplittableRandom random = new SplittableRandom(20261129);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int k = random.nextInt(1, 4); k > 0; k--) {
                int at = random.nextInt(text.length());
                char sign = signs.charAt(random.nextInt(signs.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, sign);
                    case 1 -> text.insert(at, sign);
                    default -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 6)));
                }
            }
            try {
                JsonValue value = JsonValue.parse(text.toString());
                assertEquals(value, JsonValue.parse(value.compact()), text.toString());
            } catch (JsonException e) {
                refused++;
                assertFalse(e.getMessage().contains("Ada"), e.getMessage());
            }
        }
        assertTrue(refused > 10_000, "refused " + refused);
    }
}
