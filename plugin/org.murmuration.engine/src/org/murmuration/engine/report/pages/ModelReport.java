// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.synthesis.model.LearnedModel;
import org.murmuration.engine.synthesis.model.ReleasedModel;

/** The JSON that the view of a learned model is made of. All of it was released. */
public final class ModelReport {
    private static final int FORMAT = 1;

    private ModelReport() {}

    /**
     * The attributes of a combination in words.
     *
     * @param model knows them
     * @param clique which ones
     * @return names separated by commas
     */
    public static String names(LearnedModel model, Clique clique) {
        return Arrays.stream(clique.toArray())
                .mapToObj(a -> model.domain().attribute(a).name())
                .collect(Collectors.joining(", "));
    }

    /**
     * Writes a report.
     *
     * @param released the model
     * @return JSON text
     */
    public static String json(ReleasedModel released) {
        LearnedModel model = released.model();
        JsonObject root = new JsonObject()
                .put("format", FORMAT)
                .put("test", model.isTest())
                .put("method", model.method().id())
                .put("unit", released.unit().name())
                .put("neighbours", model.task().relation().name())
                .put("epsilon", model.task().target().epsilon())
                .put("delta", model.task().target().delta())
                .put("rows", model.estimatedRows())
                .put("cells", model.cells());
        released.ledger().ifPresent(l -> root.put("ledger", l.asset()));
        JsonArray attributes = root.putArray("attributes");
        int[] merged = model.field().tree().shape();
        for (int a = 0; a < merged.length; a++) {
            attributes
                    .addObject()
                    .put("name", model.domain().attribute(a).name())
                    .put("levels", model.domain().attribute(a).size())
                    .put("merged", merged[a]);
        }
        root.put("errors", JsonArray.of(model.errors(), e -> new JsonObject()
                .put("attributes", JsonArray.of(e.clique().toArray()))
                .putFinite("expected", e.expected())
                .putFinite("bound", e.bound())
                .put("measured", e.measured())));
        JsonArray budget = root.putArray("budget");
        double spent = 0;
        Map<String, double[]> kinds = new LinkedHashMap<>();
        for (PrivacyEvent event : model.events()) {
            double[] kind = kinds.computeIfAbsent(event.label(), l -> new double[2]);
            kind[0]++;
            kind[1] += event.rho();
            spent += event.rho();
        }
        double all = spent;
        kinds.forEach((label, kind) -> budget.addObject()
                .put("what", label)
                .put("times", (long) kind[0])
                .putFinite("share", kind[1] / all));
        JsonArray rounds = root.putArray("rounds");
        for (PrivacyEvent event : model.events()) {
            rounds.addFinite(event.rho() / all);
        }
        return root.compact();
    }
}
