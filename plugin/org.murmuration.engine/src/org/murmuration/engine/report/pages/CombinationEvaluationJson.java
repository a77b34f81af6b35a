// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.murmuration.engine.evaluation.combinations.CombinationReport;
import org.murmuration.engine.evaluation.combinations.PublishableComparison;
import org.murmuration.engine.evaluation.combinations.RareCombinations;
import org.murmuration.engine.evaluation.combinations.SensitiveComparison;
import org.murmuration.engine.privacy.SensitiveResult;

/**
 * The JSON that the view of the evaluation of combinations is made of: what may be published apart from what may not.
 *
 * <p>{@code public} compares what was released with what was made of it. {@code private} compares with sensitive records and
 * has the mark of all sensitive results.
 */
public final class CombinationEvaluationJson {
    /** Format of the JSON. */
    public static final int FORMAT = 1;

    private final ObjectNode root = JsonNodeFactory.instance.objectNode();

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

    private ArrayNode panes(boolean isPrivate) {
        ObjectNode part = root.withObject(isPrivate ? "/private" : "/public");
        if (isPrivate) {
            part.put("mark", SensitiveResult.MARK);
        }
        return part.withArray("/panes");
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
        ObjectNode pane = panes(isPrivate).addObject();
        pane.put("title", title);
        sentences.forEach(pane.withArray("/sentences")::add);
        pane.put("resolution", report.resolution());
        pane.put("referenceRecords", report.referenceRecords());
        pane.put("comparedRecords", report.comparedRecords());
        pane.put("expansion", Double.isFinite(report.recordExpansion()) ? report.recordExpansion() : null);
        pane.put("suppressed", report.suppressedShare());
        pane.put("fabricated", report.fabricatedShare());
        pane.put("fabricatedOfReference", report.fabricatedShareOfReference());
        pane.put("meanCount", report.meanCount());
        pane.put("meanError", report.meanError());
        pane.put("meanErrorOfCommon", report.meanErrorOfCommon());
        pane.put("meanProportionalError", report.meanProportionalError());
        pane.put("leaked", report.leaked());
        ArrayNode lengths = pane.putArray("lengths");
        for (CombinationReport.OfLength l : report.lengths()) {
            lengths.addObject()
                    .put("length", l.length())
                    .put("reference", l.reference())
                    .put("compared", l.compared())
                    .put("suppressed", l.suppressed())
                    .put("fabricated", l.fabricated())
                    .put("meanCount", l.meanCount())
                    .put("meanError", l.meanError())
                    .put("meanErrorOfCommon", l.meanErrorOfCommon())
                    .put("preserved", l.preserved())
                    .put("rare", l.comparedRare())
                    .put("leaked", l.leaked())
                    .put("surfaced", l.surfaced());
        }
        ArrayNode buckets = pane.putArray("buckets");
        for (CombinationReport.Bucket b : report.buckets()) {
            buckets.addObject()
                    .put("upTo", b.upTo())
                    .put("combinations", b.combinations())
                    .put("meanCount", b.meanCount())
                    .put("meanLength", b.meanLength())
                    .put("preserved", b.preserved())
                    .put("error", b.proportionalError());
        }
        if (isPrivate) {
            examples(report.suppressed(), pane.putArray("worstSuppressed"));
            examples(report.fabricated(), pane.putArray("worstFabricated"));
        }
    }

    private static void examples(List<CombinationReport.Example> examples, ArrayNode to) {
        for (CombinationReport.Example e : examples) {
            ObjectNode example = to.addObject();
            e.attributes().forEach(example.withArray("/attributes")::add);
            e.values().forEach(example.withArray("/values")::add);
            example.put("reference", e.reference()).put("compared", e.compared());
        }
    }

    /**
     * Adds how easily sensitive records can be singled out.
     *
     * @param rare what was found
     */
    public void add(RareCombinations rare) {
        panes(true);
        ObjectNode json = root.withObject("/private").putObject("rare");
        json.put("sentence", CombinationSummary.ofSensitive(rare));
        json.put("resolution", rare.resolution());
        json.put("records", rare.records());
        ArrayNode lengths = json.putArray("lengths");
        for (int l = 0; l < rare.rareByLength().size(); l++) {
            lengths.addObject()
                    .put("length", l + 1)
                    .put("rare", rare.rareByLength().get(l))
                    .put("unique", rare.uniqueByLength().get(l));
        }
        linkable(rare.columns(), json.putArray("columns"));
        linkable(rare.values(), json.putArray("values"));
    }

    private static void linkable(List<RareCombinations.Linkable> list, ArrayNode to) {
        for (RareCombinations.Linkable l : list) {
            to.addObject()
                    .put("attribute", l.attribute())
                    .put("value", l.value())
                    .put("share", l.share());
        }
    }

    /**
     * The whole view.
     *
     * @return JSON text
     */
    public String text() {
        return root.toString();
    }
}
