// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.dataset;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonException;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.json.JsonScalar;
import org.murmuration.engine.json.JsonValue;

/** The JSON form of codebooks. */
final class CodebookJson {
    private static final String MISSING = "missingValues";
    private static final String CATEGORIES = "categories";
    private static final String BINS = "murmuration:bins";
    private static final String SEPARATOR = "murmuration:separator";
    private static final String VERSION = "murmuration:version";
    private static final String ORIGIN = "murmuration:origin";
    private static final int FORMAT = 1;

    private CodebookJson() {}

    static Codebook parse(String json) {
        JsonObject root;
        try {
            root = JsonObject.parse(json);
        } catch (JsonException e) {
            throw new CodebookException("The codebook is not JSON. " + e.getMessage(), e);
        }
        return read(root);
    }

    static Codebook read(JsonObject root) {
        try {
            return codebook(root);
        } catch (JsonException e) {
            throw new CodebookException("The codebook cannot be read: " + e.getMessage(), e);
        }
    }

    private static Codebook codebook(JsonObject root) {
        if (!root.has("fields")) {
            throw new CodebookException("The codebook has no list \"fields\" (Frictionless Table Schema).");
        }
        int format = root.getInt(VERSION, FORMAT);
        if (format > FORMAT) {
            throw new CodebookException("The codebook was written by a newer Murmuration (format " + format
                    + "); this one reads format " + FORMAT + ". Update Murmuration.");
        }
        Set<String> missing = texts(root, MISSING, Set.of(""));
        List<String> problems = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        for (JsonObject field : root.getArray("fields").objects()) {
            try {
                attributes.add(attribute(field, missing));
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new CodebookException(String.join(" ", problems));
        }
        boolean fromData = "data".equals(root.getString(ORIGIN, "public"));
        return Codebook.of(attributes, fromData ? Codebook.Origin.DATA : Codebook.Origin.PUBLIC);
    }

    private static Attribute attribute(JsonObject field, Set<String> missing) {
        String name = field.getString("name", "");
        Attribute.Builder builder = Attribute.builder(name)
                .title(field.getString("title", null))
                .description(field.getString("description", null))
                .missingValues(texts(field, MISSING, missing))
                .separator(field.getString(SEPARATOR, null));
        JsonObject constraints = field.findObject("constraints").orElseGet(JsonObject::new);
        if (constraints.getBoolean("required", false)) {
            builder.missingValuePolicy(MissingValuePolicy.REQUIRED);
        }
        String type = field.getString("type", "string");
        if (field.has(BINS)) {
            return builder.bins(bins(name, type, field.getArray(BINS))).build();
        }
        if ("boolean".equals(type) && !field.has(CATEGORIES)) {
            return builder.categories(List.of("true", "false")).build();
        }
        Optional<JsonArray> listed =
                field.has(CATEGORIES) ? field.findArray(CATEGORIES) : constraints.findArray("enum");
        return builder.categories(listed.map(CodebookJson::texts).orElse(List.of()))
                .build();
    }

    private static Discretization bins(String name, String type, JsonArray edges) {
        Discretization.Scale scale =
                switch (type) {
                    case "integer", "year" -> Discretization.Scale.INTEGER;
                    case "number" -> Discretization.Scale.NUMBER;
                    case "date", "datetime" -> Discretization.Scale.DATE;
                    default -> throw new CodebookException("Attribute \"" + name + "\" has bins but its type is \""
                            + type + "\"; bins go with integer, number or date.");
                };
        double[] values = new double[edges.size()];
        Discretization any = Discretization.of(scale, 0, 1);
        for (int i = 0; i < values.length; i++) {
            OptionalDouble edge = any.parse(text(edges.get(i)));
            if (edge.isEmpty()) {
                throw new CodebookException("Attribute \"" + name + "\": bin edge " + (i + 1) + " is no " + type + ".");
            }
            values[i] = edge.getAsDouble();
        }
        try {
            return Discretization.of(scale, values);
        } catch (IllegalArgumentException e) {
            throw new CodebookException("Attribute \"" + name + "\": " + e.getMessage(), e);
        }
    }

    private static Set<String> texts(JsonObject json, String name, Set<String> byDefault) {
        return json.findArray(name)
                .<Set<String>>map(a -> new LinkedHashSet<>(texts(a)))
                .orElse(byDefault);
    }

    private static List<String> texts(JsonArray array) {
        List<String> texts = new ArrayList<>();
        array.forEach(v -> texts.add(text(v)));
        return texts;
    }

    /** A value as it stands in a table; categories may be objects with a value and a label. */
    private static String text(JsonValue value) {
        if (value instanceof JsonScalar scalar) {
            return scalar.text();
        }
        if (value instanceof JsonObject object) {
            return text(object.find("value").orElse(JsonScalar.NULL));
        }
        throw new JsonException("A list stands where a value is expected.");
    }

    static JsonObject write(Codebook codebook) {
        JsonObject root = new JsonObject()
                .put("$schema", "https://datapackage.org/profiles/2.0/tableschema.json")
                .put(VERSION, FORMAT)
                .put(ORIGIN, codebook.origin() == Codebook.Origin.DATA ? "data" : "public");
        JsonArray fields = root.putArray("fields");
        for (Attribute a : codebook.attributes()) {
            JsonObject field = fields.addObject().put("name", a.name()).put("type", type(a));
            if (!a.title().equals(a.name())) {
                field.put("title", a.title());
            }
            if (!a.description().isEmpty()) {
                field.put("description", a.description());
            }
            field.put(MISSING, JsonArray.of(new TreeSet<>(a.missingValues())));
            if (a.missingValuePolicy() == MissingValuePolicy.REQUIRED) {
                field.putObject("constraints").put("required", true);
            }
            a.bins().ifPresent(b -> {
                JsonArray edges = field.putArray(BINS);
                for (double edge : b.edges()) {
                    if (b.scale() == Discretization.Scale.NUMBER) {
                        edges.add(edge);
                    } else if (b.scale() == Discretization.Scale.INTEGER) {
                        edges.add((long) edge);
                    } else {
                        edges.add(b.format(edge));
                    }
                }
            });
            if (a.bins().isEmpty()) {
                field.put(CATEGORIES, JsonArray.of(a.categories()));
            }
            a.separator().ifPresent(s -> field.put(SEPARATOR, s));
        }
        return root;
    }

    private static String type(Attribute a) {
        return a.bins()
                .map(b -> switch (b.scale()) {
                    case INTEGER -> "integer";
                    case NUMBER -> "number";
                    case DATE -> "date";
                })
                .orElse("string");
    }
}
