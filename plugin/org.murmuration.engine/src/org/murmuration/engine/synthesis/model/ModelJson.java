// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.List;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.PrivacyEventJson;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.graphicalmodel.JunctionTree;
import org.murmuration.engine.graphicalmodel.MarkovRandomField;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.release.CertificateJson;

/**
 * The stored form of models: JSON with a format version. Tables of probabilities are base64 of big-endian doubles, so
 * that a model that was read answers bit by bit as the one that was written.
 */
public final class ModelJson {
    private static final int FORMAT = 1;
    private static final String ATTRIBUTES = "attributes";

    private ModelJson() {}

    private static JsonObject json(SynthesisTask task) {
        return new JsonObject()
                .put("epsilon", task.target().epsilon())
                .put("delta", task.target().delta())
                .put("neighbours", task.relation().name())
                .put("composition", task.composition().name())
                .put("maxCells", task.maxCells())
                .put("workload", JsonArray.of(task.workload(), w -> json(w.clique())
                        .put("weight", w.weight())));
    }

    private static JsonObject json(Clique clique) {
        return new JsonObject().put(ATTRIBUTES, JsonArray.of(clique.toArray()));
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
        JsonObject json = new JsonObject()
                .put("format", FORMAT)
                .put("method", model.method().id());
        CertificateJson.put(released.certificate(), json)
                .put("task", json(model.task()))
                .put("codebook", released.codebook().toJson())
                .put("cost", PrivacyEventJson.write(model.cost()))
                .put("errors", JsonArray.of(model.errors(), e -> json(e.clique())
                        .put("expected", e.expected())
                        .put("bound", e.bound())
                        .put("measured", e.measured())));
        JsonArray levels = json.putArray("levels");
        for (int a = 0; a < model.compression().toSmall().length; a++) {
            levels.addObject()
                    .put("merged", JsonArray.of(model.compression().toSmall()[a]))
                    .put("shares", bytes(model.compression().shares()[a]));
        }
        MarkovRandomField field = model.field();
        json.put("total", field.total());
        JsonArray tables = json.putArray("tables");
        for (int c = 0; c < field.tree().cliques().size(); c++) {
            tables.add(json(field.tree().cliques().get(c)).put("probabilities", bytes(field.probabilities(c))));
        }
        json.write(out);
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
        return JsonObject.readStored(in, "numbers of the model", FORMAT, ModelJson::model);
    }

    private static ReleasedModel model(JsonObject json) {
        Codebook codebook = Codebook.parse(json.getString("codebook"));
        int attributes = codebook.domain().size();
        Certificate certificate = CertificateJson.read(json);
        Compression compression =
                compression(json.getArray("levels"), codebook.domain().shape());
        LearnedModel model = new LearnedModel(
                task(codebook, json.getObject("task")),
                SynthesisMethod.of(json.getString("method")),
                compression,
                field(json, compression.shape()),
                PrivacyEventJson.read(json.getObject("cost")),
                certificate.events(),
                json.getArray("errors")
                        .objects(e -> new LearnedModel.QueryError(
                                clique(e, attributes),
                                e.getDouble("expected"),
                                e.getDouble("bound"),
                                e.getBoolean("measured"))),
                certificate.test());
        return new ReleasedModel(codebook, certificate, model);
    }

    private static SynthesisTask task(Codebook codebook, JsonObject json) {
        int attributes = codebook.domain().size();
        return new SynthesisTask(
                codebook.domain(),
                json.getArray("workload")
                        .objects(w -> new SynthesisTask.Weighted(clique(w, attributes), w.getDouble("weight"))),
                new ApproximateDp(json.getDouble("epsilon"), json.getDouble("delta")),
                json.getEnum("neighbours", NeighboringRelation.values()),
                json.getEnum("composition", Composition.values()),
                json.getLong("maxCells"));
    }

    private static Clique clique(JsonObject json, int attributes) {
        return Clique.within(attributes, json.getArray(ATTRIBUTES).toInts());
    }

    private static Compression compression(JsonArray levels, int[] shape) {
        Checks.require(levels.size() == shape.length, "The levels of an attribute are missing.");
        int[][] toSmall = new int[shape.length][];
        double[][] shares = new double[shape.length][];
        for (int a = 0; a < shape.length; a++) {
            int[] merged = levels.getObject(a).getArray("merged").toInts();
            Checks.require(merged.length == shape[a], "The levels of an attribute do not fit the codebook.");
            toSmall[a] = new int[shape[a]];
            boolean[] used = new boolean[shape[a] + 1];
            int most = 0;
            for (int v = 0; v < shape[a]; v++) {
                toSmall[a][v] = merged[v];
                Checks.require(toSmall[a][v] >= 0 && toSmall[a][v] < shape[a], "A merged level is out of range.");
                used[toSmall[a][v]] = true;
                most = Math.max(most, toSmall[a][v]);
            }
            for (int v = 0; v <= most; v++) {
                Checks.require(used[v], "A merged level has no parts.");
            }
            shares[a] = doubles(levels.getObject(a).getBytes("shares"), shape[a]);
        }
        return new Compression(toSmall, shares);
    }

    private static MarkovRandomField field(JsonObject json, int[] shape) {
        List<JsonObject> tables = json.getArray("tables").objects();
        List<Clique> cliques = tables.stream().map(t -> clique(t, shape.length)).toList();
        JunctionTree tree = JunctionTree.of(shape, cliques);
        Checks.require(tree.cliques().equals(cliques), "The tables do not form a junction tree.");
        double[][] probabilities = new double[cliques.size()][];
        for (int c = 0; c < probabilities.length; c++) {
            long cells = cliques.get(c).cells(shape);
            probabilities[c] = doubles(tables.get(c).getBytes("probabilities"), cells);
        }
        return MarkovRandomField.of(tree, json.getDouble("total"), probabilities);
    }

    private static double[] doubles(byte[] bytes, long size) {
        Checks.require(bytes.length == size * Double.BYTES, "A table has the wrong size.");
        DoubleBuffer buffer = ByteBuffer.wrap(bytes).asDoubleBuffer();
        double[] values = new double[(int) size];
        buffer.get(values);
        for (double v : values) {
            Checks.require(v >= 0 && v < Double.POSITIVE_INFINITY, "A table holds a number that is no weight.");
        }
        return values;
    }
}
