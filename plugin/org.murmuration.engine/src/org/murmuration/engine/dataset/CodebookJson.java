// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** The JSON form of codebooks. */
final class CodebookJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String BINS = "murmuration:bins";
    private static final String SEPARATOR = "murmuration:separator";
    private static final String VERSION = "murmuration:version";
    private static final String ORIGIN = "murmuration:origin";
    private static final int FORMAT = 1;

    private CodebookJson() {}

    static Codebook parse(String json) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json.startsWith("\uFEFF") ? json.substring(1) : json);
        } catch (JsonProcessingException e) {
            throw new CodebookException(
                    "The codebook is not JSON: error in line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ".",
                    e);
        }
        if (!root.path("fields").isArray()) {
            throw new CodebookException("The codebook has no list \"fields\" (Frictionless Table Schema).");
        }
        if (root.path(VERSION).asInt(FORMAT) > FORMAT) {
            throw new CodebookException("The codebook was written by a newer Murmuration (format "
                    + root.path(VERSION).asInt() + "); this one reads format " + FORMAT + ". Update Murmuration.");
        }
        Set<String> missing = texts(root.path("missingValues"), Set.of(""));
        List<String> problems = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        for (JsonNode field : root.path("fields")) {
            try {
                attributes.add(attribute(field, missing));
            } catch (CodebookException | IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new CodebookException(String.join(" ", problems));
        }
        boolean fromData = "data".equals(root.path(ORIGIN).asText("public"));
        return Codebook.of(attributes, fromData ? Codebook.Origin.DATA : Codebook.Origin.PUBLIC);
    }

    private static Attribute attribute(JsonNode field, Set<String> missing) {
        String name = field.path("name").asText("");
        Attribute.Builder builder = Attribute.builder(name)
                .title(field.path("title").asText(null))
                .description(field.path("description").asText(null))
                .missingValues(texts(field.path("missingValues"), missing))
                .separator(field.path(SEPARATOR).asText(null));
        if (field.path("constraints").path("required").asBoolean(false)) {
            builder.missingValuePolicy(MissingValuePolicy.REQUIRED);
        }
        String type = field.path("type").asText("string");
        if (field.has(BINS)) {
            return builder.bins(bins(name, type, field.path(BINS))).build();
        }
        if ("boolean".equals(type) && !field.has("categories")) {
            return builder.categories(List.of("true", "false")).build();
        }
        JsonNode listed = field.has("categories")
                ? field.path("categories")
                : field.path("constraints").path("enum");
        List<String> categories = new ArrayList<>();
        for (JsonNode category : listed) {
            categories.add((category.isObject() ? category.path("value") : category).asText());
        }
        return builder.categories(categories).build();
    }

    private static Discretization bins(String name, String type, JsonNode edges) {
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
            OptionalDouble edge = any.parse(edges.get(i).asText());
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

    private static Set<String> texts(JsonNode list, Set<String> def) {
        if (!list.isArray()) {
            return def;
        }
        Set<String> result = new LinkedHashSet<>();
        list.forEach(v -> result.add((v.isObject() ? v.path("value") : v).asText()));
        return result;
    }

    static String write(Codebook codebook) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("$schema", "https://datapackage.org/profiles/2.0/tableschema.json");
        root.put(VERSION, FORMAT);
        root.put(ORIGIN, codebook.origin() == Codebook.Origin.DATA ? "data" : "public");
        ArrayNode fields = root.putArray("fields");
        for (Attribute a : codebook.attributes()) {
            ObjectNode field = fields.addObject();
            field.put("name", a.name());
            field.put("type", type(a));
            if (!a.title().equals(a.name())) {
                field.put("title", a.title());
            }
            if (!a.description().isEmpty()) {
                field.put("description", a.description());
            }
            ArrayNode missing = field.putArray("missingValues");
            new TreeSet<>(a.missingValues()).forEach(missing::add);
            if (a.missingValuePolicy() == MissingValuePolicy.REQUIRED) {
                field.putObject("constraints").put("required", true);
            }
            a.bins().ifPresent(b -> {
                ArrayNode edges = field.putArray(BINS);
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
                a.categories().forEach(field.withArray("categories")::add);
            }
            a.separator().ifPresent(s -> field.put(SEPARATOR, s));
        }
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
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
