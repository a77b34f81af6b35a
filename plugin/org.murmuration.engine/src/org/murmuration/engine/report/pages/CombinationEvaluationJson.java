// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import java.util.List;
import org.murmuration.engine.evaluation.combinations.CombinationReport;
import org.murmuration.engine.evaluation.combinations.PublishableComparison;
import org.murmuration.engine.evaluation.combinations.RareCombinations;
import org.murmuration.engine.evaluation.combinations.SensitiveComparison;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.privacy.SensitiveResult;

/**
 * The JSON that the view of the evaluation of combinations is made of: what may be published apart from what may not.
 *
 * <p>{@code public} compares what was released with what was made of it. {@code private} compares with sensitive
 * records and has the mark of all sensitive results.
 */
public final class CombinationEvaluationJson {
    /** Format of the JSON. */
    public static final int FORMAT = 1;

    private static final String PRIVATE = "private";

    private final JsonObject root = new JsonObject();

    /**
     * Starts a view.
     *
     * @param protection what protects the released counts, in words
     * @param maxLength of the combinations
     */
    public CombinationEvaluationJson(String protection, int maxLength) {
        root.put("format", FORMAT);
        root.put("protection", protection);
        root.put("length", maxLength);
    }

    /** The part of the view that may not be published, or the one that may. */
    private JsonObject part(boolean isPrivate) {
        String name = isPrivate ? PRIVATE : "public";
        if (!root.has(name)) {
            JsonObject part = root.putObject(name);
            if (isPrivate) {
                part.put("mark", SensitiveResult.MARK);
            }
            part.putArray("panes");
        }
        return root.getObject(name);
    }

    /**
     * Adds a comparison of released counts and what was made of them.
     *
     * @param title what is compared
     * @param sentences the result in words
     * @param comparison of released results
     */
    public void add(String title, List<String> sentences, PublishableComparison comparison) {
        add(false, title, sentences, comparison.report());
    }

    /**
     * Adds a comparison with sensitive records.
     *
     * @param title what is compared
     * @param sentences the result in words
     * @param comparison private
     */
    public void add(String title, List<String> sentences, SensitiveComparison comparison) {
        add(true, title, sentences, comparison.report());
    }

    private void add(boolean isPrivate, String title, List<String> sentences, CombinationReport report) {
        JsonObject pane = part(isPrivate)
                .getArray("panes")
                .addObject()
                .put("title", title)
                .put("sentences", JsonArray.of(sentences))
                .put("resolution", report.resolution())
                .put("referenceRecords", report.referenceRecords())
                .put("comparedRecords", report.comparedRecords())
                .putFinite("expansion", report.recordExpansion())
                .putFinite("suppressed", report.suppressedShare())
                .putFinite("fabricated", report.fabricatedShare())
                .putFinite("fabricatedOfReference", report.fabricatedShareOfReference())
                .putFinite("meanCount", report.meanCount())
                .putFinite("meanError", report.meanError())
                .putFinite("meanErrorOfCommon", report.meanErrorOfCommon())
                .putFinite("meanProportionalError", report.meanProportionalError())
                .put("leaked", report.leaked())
                .put("lengths", JsonArray.of(report.lengths(), CombinationEvaluationJson::length))
                .put("buckets", JsonArray.of(report.buckets(), b -> new JsonObject()
                        .put("upTo", b.upTo())
                        .put("combinations", b.combinations())
                        .putFinite("meanCount", b.meanCount())
                        .putFinite("meanLength", b.meanLength())
                        .putFinite("preserved", b.preserved())
                        .putFinite("error", b.proportionalError())));
        if (isPrivate) {
            pane.put("worstSuppressed", JsonArray.of(report.suppressed(), CombinationEvaluationJson::example))
                    .put("worstFabricated", JsonArray.of(report.fabricated(), CombinationEvaluationJson::example));
        }
    }

    private static JsonObject length(CombinationReport.OfLength l) {
        return new JsonObject()
                .put("length", l.length())
                .put("reference", l.reference())
                .put("compared", l.compared())
                .put("suppressed", l.suppressed())
                .put("fabricated", l.fabricated())
                .putFinite("meanCount", l.meanCount())
                .putFinite("meanError", l.meanError())
                .putFinite("meanErrorOfCommon", l.meanErrorOfCommon())
                .putFinite("preserved", l.preserved())
                .put("rare", l.comparedRare())
                .put("leaked", l.leaked())
                .put("surfaced", l.surfaced());
    }

    private static JsonObject example(CombinationReport.Example e) {
        return new JsonObject()
                .put("attributes", JsonArray.of(e.attributes()))
                .put("values", JsonArray.of(e.values()))
                .put("reference", e.reference())
                .put("compared", e.compared());
    }

    /**
     * Adds how easily sensitive records can be singled out.
     *
     * @param rare what was found
     */
    public void add(RareCombinations rare) {
        JsonObject json = part(true)
                .putObject("rare")
                .put("sentence", CombinationSummary.ofSensitive(rare))
                .put("resolution", rare.resolution())
                .put("records", rare.records());
        JsonArray lengths = json.putArray("lengths");
        for (int l = 0; l < rare.rareByLength().size(); l++) {
            lengths.addObject()
                    .put("length", l + 1)
                    .put("rare", rare.rareByLength().get(l))
                    .put("unique", rare.uniqueByLength().get(l));
        }
        json.put("columns", JsonArray.of(rare.columns(), CombinationEvaluationJson::linkable))
                .put("values", JsonArray.of(rare.values(), CombinationEvaluationJson::linkable));
    }

    private static JsonObject linkable(RareCombinations.Linkable l) {
        return new JsonObject()
                .put("attribute", l.attribute())
                .put("value", l.value())
                .putFinite("share", l.share());
    }

    /**
     * The whole view.
     *
     * @return JSON text
     */
    public String text() {
        return root.compact();
    }
}
