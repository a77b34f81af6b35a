// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.release.CertificateJson;
import org.murmuration.engine.accounting.PrivacyEventJson;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.CodebookException;
import org.murmuration.engine.graphicalmodel.JunctionTree;
import org.murmuration.engine.graphicalmodel.MarkovRandomField;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;

/**
 * The stored form of models: JSON with a format version. Tables of probabilities are base64 of big-endian doubles, so that a
 * model that was read answers bit by bit as the one that was written.
 */
public final class ModelJson {
    private static final int FORMAT = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ModelJson() {}

    private static ObjectNode json(SynthesisTask task) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("epsilon", task.target().epsilon())
                .put("delta", task.target().delta())
                .put("neighbours", task.relation().name())
                .put("composition", task.composition().name())
                .put("maxCells", task.maxCells());
        ArrayNode workload = json.putArray("workload");
        for (SynthesisTask.Weighted w : task.workload()) {
            ObjectNode one = workload.addObject();
            put(one, w.clique());
            one.put("weight", w.weight());
        }
        return json;
    }

    private static void put(ObjectNode json, Clique clique) {
        ArrayNode array = json.putArray("attributes");
        for (int a : clique.toArray()) {
            array.add(a);
        }
    }

    /**
     * Writes a model as UTF-8 JSON.
     *
     * @param released what to write
     * @param out left open
     * @throws IOException when writing fails
     */
    public static void write(ReleasedModel released, OutputStream out) throws IOException {
        LearnedModel model = released.model();
        ObjectNode json = MAPPER.createObjectNode()
                .put("format", FORMAT)
                .put("method", model.method().id());
        CertificateJson.put(released.certificate(), json);
        json.set("task", json(model.task()));
        json.put("codebook", released.codebook().toJson());
        json.set("cost", PrivacyEventJson.write(model.cost()));
        ArrayNode errors = json.putArray("errors");
        for (LearnedModel.QueryError e : model.errors()) {
            ObjectNode one = errors.addObject();
            put(one, e.clique());
            one.put("expected", e.expected()).put("bound", e.bound()).put("measured", e.measured());
        }
        ArrayNode levels = json.putArray("levels");
        for (int a = 0; a < model.compression().toSmall().length; a++) {
            ObjectNode one = levels.addObject();
            ArrayNode merged = one.putArray("merged");
            for (int small : model.compression().toSmall()[a]) {
                merged.add(small);
            }
            one.put("shares", bytes(model.compression().shares()[a]));
        }
        MarkovRandomField field = model.field();
        json.put("total", field.total());
        ArrayNode tables = json.putArray("tables");
        for (int c = 0; c < field.tree().cliques().size(); c++) {
            ObjectNode one = tables.addObject();
            put(one, field.tree().cliques().get(c));
            one.put("probabilities", bytes(field.probabilities(c)));
        }
        try (JsonGenerator generator = MAPPER.getFactory().createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            MAPPER.writeTree(generator, json);
        }
    }

    private static byte[] bytes(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        return bytes.array();
    }

    /**
     * Reads a model written by {@link #write(ReleasedModel, OutputStream)}.
     *
     * @param in left open
     * @return the model
     * @throws IOException when reading fails or the content is no such JSON
     */
    public static ReleasedModel read(InputStream in) throws IOException {
        JsonNode root = MAPPER.readTree(in.readAllBytes());
        int format = root.path("format").asInt(0);
        if (format < 1 || format > FORMAT) {
            throw new IOException("The model has format " + format + "; this Murmuration reads formats 1 to " + FORMAT
                    + ". Update Murmuration.");
        }
        try {
            return parse(root);
        } catch (IllegalArgumentException | CodebookException e) {
            throw new IOException("The model is damaged: " + e.getMessage(), e);
        }
    }

    private static ReleasedModel parse(JsonNode root) throws IOException {
        Codebook codebook = Codebook.parse(root.path("codebook").asText());
        SynthesisTask task = task(codebook, root.path("task"));
        Compression compression =
                compression(root.path("levels"), codebook.domain().shape());
        Certificate certificate = CertificateJson.read(root);
        List<LearnedModel.QueryError> errors = new ArrayList<>();
        for (JsonNode e : root.path("errors")) {
            errors.add(new LearnedModel.QueryError(
                    clique(e, task.domain().size()),
                    e.path("expected").asDouble(),
                    e.path("bound").asDouble(),
                    e.path("measured").asBoolean()));
        }
        LearnedModel model = new LearnedModel(
                task,
                SynthesisMethod.of(root.path("method").asText()),
                compression,
                field(root, compression.shape()),
                PrivacyEventJson.read(root.path("cost")),
                certificate.events(),
                errors,
                certificate.test());
        return new ReleasedModel(codebook, certificate, model);
    }

    private static SynthesisTask task(Codebook codebook, JsonNode json) {
        List<SynthesisTask.Weighted> workload = new ArrayList<>();
        for (JsonNode w : json.path("workload")) {
            workload.add(new SynthesisTask.Weighted(
                    clique(w, codebook.domain().size()), w.path("weight").asDouble()));
        }
        return new SynthesisTask(
                codebook.domain(),
                workload,
                new ApproximateDp(
                        json.path("epsilon").asDouble(), json.path("delta").asDouble()),
                NeighboringRelation.valueOf(json.path("neighbours").asText()),
                Composition.valueOf(json.path("composition").asText()),
                json.path("maxCells").asLong());
    }

    private static Clique clique(JsonNode json, int attributes) {
        JsonNode array = json.path("attributes");
        int[] positions = new int[array.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = array.get(i).asInt(-1);
            Checks.require(positions[i] >= 0 && positions[i] < attributes, "A combination names an unknown attribute.");
        }
        return Clique.of(positions);
    }

    private static Compression compression(JsonNode levels, int[] shape) throws IOException {
        Checks.require(levels.size() == shape.length, "The levels of an attribute are missing.");
        int[][] toSmall = new int[shape.length][];
        double[][] shares = new double[shape.length][];
        for (int a = 0; a < shape.length; a++) {
            JsonNode merged = levels.get(a).path("merged");
            Checks.require(merged.size() == shape[a], "The levels of an attribute do not fit the codebook.");
            toSmall[a] = new int[shape[a]];
            boolean[] used = new boolean[shape[a] + 1];
            int most = 0;
            for (int v = 0; v < shape[a]; v++) {
                toSmall[a][v] = merged.get(v).asInt(-1);
                Checks.require(toSmall[a][v] >= 0 && toSmall[a][v] < shape[a], "A merged level is out of range.");
                used[toSmall[a][v]] = true;
                most = Math.max(most, toSmall[a][v]);
            }
            for (int v = 0; v <= most; v++) {
                Checks.require(used[v], "A merged level has no parts.");
            }
            shares[a] = doubles(levels.get(a).path("shares"), shape[a]);
        }
        return new Compression(toSmall, shares);
    }

    private static MarkovRandomField field(JsonNode root, int[] shape) throws IOException {
        JsonNode tables = root.path("tables");
        List<Clique> cliques = new ArrayList<>();
        for (JsonNode t : tables) {
            cliques.add(clique(t, shape.length));
        }
        JunctionTree tree = JunctionTree.of(shape, cliques);
        Checks.require(tree.cliques().equals(cliques), "The tables do not form a junction tree.");
        double[][] probabilities = new double[cliques.size()][];
        for (int c = 0; c < probabilities.length; c++) {
            long cells = cliques.get(c).cells(shape);
            probabilities[c] = doubles(tables.get(c).path("probabilities"), Math.toIntExact(cells));
        }
        return MarkovRandomField.of(tree, root.path("total").asDouble(), probabilities);
    }

    private static double[] doubles(JsonNode json, int size) throws IOException {
        byte[] bytes = json.binaryValue();
        Checks.require(bytes != null && bytes.length == size * Double.BYTES, "A table has the wrong size.");
        DoubleBuffer buffer = ByteBuffer.wrap(bytes).asDoubleBuffer();
        double[] values = new double[size];
        buffer.get(values);
        for (double v : values) {
            Checks.require(v >= 0 && v < Double.POSITIVE_INFINITY, "A table holds a number that is no weight.");
        }
        return values;
    }
}
