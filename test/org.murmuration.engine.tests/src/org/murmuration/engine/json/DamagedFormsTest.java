// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.murmuration.engine.aggregation.combinations.CombinationsJson;
import org.murmuration.engine.aggregation.groups.ReleasedGroupsJson;
import org.murmuration.engine.aggregation.marginals.AggregatesJson;
import org.murmuration.engine.aggregation.utility.ReleasedUtilityJson;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.CodebookException;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.synthesis.linked.ReleasedFamiliesJson;
import org.murmuration.engine.synthesis.model.ModelJson;

/** Every stored form, damaged at random places: it is read or refused with the exception that is documented, never another. */
class DamagedFormsTest {
    private static final int DAMAGES = 200;

    /** Reads a form. */
    private interface Reader {
        Object read(InputStream in) throws IOException;
    }

    /** A stored form, a golden file of it, and what it is refused with. */
    private record Form(Class<?> room, String golden, Class<? extends Exception> refusal, Reader reader) {
        JsonObject tree() throws IOException {
            try (InputStream in = room.getResourceAsStream(golden)) {
                return JsonObject.read(in);
            }
        }

        Object read(JsonObject tree) throws IOException {
            return reader.read(new ByteArrayInputStream(tree.compact().getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public String toString() {
            return golden;
        }
    }

    static Stream<Form> forms() {
        return Stream.of(
                new Form(AggregatesJson.class, "aggregates-golden.json", IOException.class, AggregatesJson::read),
                new Form(CombinationsJson.class, "combinations-golden.json", IOException.class, CombinationsJson::read),
                new Form(ReleasedGroupsJson.class, "groups-golden.json", IOException.class, ReleasedGroupsJson::read),
                new Form(
                        ReleasedUtilityJson.class, "utility-golden.json", IOException.class, ReleasedUtilityJson::read),
                new Form(ModelJson.class, "model-golden.json", IOException.class, ModelJson::read),
                new Form(
                        ReleasedFamiliesJson.class,
                        "families-golden.json",
                        IOException.class,
                        ReleasedFamiliesJson::read),
                new Form(
                        Codebook.class,
                        "codebook-golden.json",
                        CodebookException.class,
                        in -> Codebook.of(JsonObject.read(in))),
                new Form(
                        LinkedCodebook.class,
                        "linked-codebook-golden.json",
                        CodebookException.class,
                        in -> LinkedCodebook.of(JsonObject.read(in))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void isReadOrRefused(Form form) throws IOException {
        form.read(form.tree());
        SplittableRandom random = new SplittableRandom(20261129);
        int refused = 0;
        for (int i = 0; i < DAMAGES; i++) {
            JsonObject tree = form.tree();
            JsonValue damaged = damage(tree, random);
            if (!(damaged instanceof JsonObject object)) {
                continue;
            }
            try {
                form.read(object);
            } catch (IOException | RuntimeException e) {
                if (!form.refusal.isInstance(e)) {
                    fail(object.compact(), e);
                }
                assertTrue(e.getMessage() != null && !e.getMessage().isBlank());
                refused++;
            }
        }
        assertTrue(refused > DAMAGES / 4, "refused " + refused);
    }

    @Test
    void newerFormsAreRefused() {
        forms().filter(f -> f.refusal == IOException.class).forEach(form -> {
            IOException e =
                    assertThrows(IOException.class, () -> form.read(form.tree().put("format", 2)), form.golden);
            assertTrue(e.getMessage().endsWith("Update Murmuration."), e.getMessage());
        });
    }

    /** A value with one change somewhere inside: a part is replaced or missing. Null stands for a part that is missing. */
    private static JsonValue damage(JsonValue value, SplittableRandom random) {
        if (value instanceof JsonObject object && !object.names().isEmpty() && random.nextInt(20) > 0) {
            List<String> names = List.copyOf(object.names());
            String name = names.get(random.nextInt(names.size()));
            JsonValue damaged = damage(object.find(name).orElse(JsonScalar.NULL), random);
            return damaged == null ? object.remove(name) : object.put(name, damaged);
        }
        if (value instanceof JsonArray array && array.size() > 0 && random.nextInt(5) > 0) {
            int at = random.nextInt(array.size());
            JsonArray result = new JsonArray();
            for (int i = 0; i < array.size(); i++) {
                JsonValue part = i == at ? damage(array.get(i), random) : array.get(i);
                if (part != null) {
                    result.add(part);
                }
            }
            return result;
        }
        List<String> junk = List.of(
                "null",
                "true",
                "\"\"",
                "\"x\"",
                "0",
                "-1",
                "7",
                "1000000",
                "4000000000",
                "9223372036854775807",
                "0.5",
                "-1e300",
                "12345678901234567890",
                "{}",
                "[]",
                "[[]]",
                "[{}]",
                "[0,0]",
                "\"2020-13-45\"");
        int choice = random.nextInt(junk.size() + 2);
        return choice < junk.size() ? JsonValue.parse(junk.get(choice)) : null;
    }
}
