// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.statement;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.murmuration.engine.accounting.PrivacyEventJson;
import org.murmuration.engine.accounting.ledger.LedgerScopeJson;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.synthesis.linked.LinkedGuarantee;
import org.murmuration.engine.synthesis.linked.NoisyFamilies;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.engine.synthesis.model.ReleasedModel;

/** The guarantee of a release, in a sentence and as JSON. */
public final class PrivacyStatement {
    /** Format of the JSON. */
    public static final int FORMAT = 1;

    private final Content content;
    private final Map<String, Double> noise;

    private PrivacyStatement(Content content, Map<String, Double> noise) {
        this.content = content;
        this.noise = noise;
    }

    /** What a statement says. */
    private interface Content {
        String sentence();

        void writeTo(JsonObject root);
    }

    /**
     * The statement of released aggregates and of everything computed from them.
     *
     * @param aggregates what was released
     * @return the statement
     */
    public static PrivacyStatement of(ReleasedAggregates aggregates) {
        Map<String, Double> noise = new LinkedHashMap<>();
        noise.put("record count", aggregates.count().sigma());
        aggregates.marginals().forEach(m -> noise.put(m.clique().size() + "-way counts", m.sigma()));
        return new PrivacyStatement(new OfNoise(ReleaseTerms.of(aggregates)), noise);
    }

    /**
     * The statement of a released model and of everything drawn from it.
     *
     * @param model what was released
     * @return the statement
     */
    public static PrivacyStatement of(ReleasedModel model) {
        return new PrivacyStatement(new OfNoise(ReleaseTerms.of(model)), Map.of());
    }

    /**
     * The statement of released families and of the two tables drawn from them.
     *
     * @param released what was released
     * @return the statement, with what it promises to whom
     */
    public static PrivacyStatement of(ReleasedFamilies released) {
        Map<String, Double> noise = new LinkedHashMap<>();
        NoisyFamilies noisy = released.noisy();
        noise.put("number of " + released.codebook().parent() + " rows", noisy.countSigma());
        noise.put("numbers of children", noisy.ladderSigma());
        noisy.tables()
                .forEach(t -> noise.merge(
                        "tables of kind " + t.query().kind(released.codebook()) + ", largest", t.sigma(), Math::max));
        return new PrivacyStatement(new OfFamilies(new OfNoise(ReleaseTerms.of(released)), released), noise);
    }

    /**
     * The statement of protected counts of combinations and of everything made from them.
     *
     * @param released what was released
     * @return the statement
     */
    public static PrivacyStatement of(ReleasedCombinations released) {
        Map<String, Double> noise = new LinkedHashMap<>();
        if (!(released.protection() instanceof Protection.DifferentialPrivacy dp)) {
            return new PrivacyStatement(
                    new WithoutNoise(released.protection(), released.table().maxLength(), released.records()), noise);
        }
        noise.put("record count", dp.noise().get(0));
        for (int l = 1; l < dp.noise().size(); l++) {
            if (dp.noise().get(l) > 0) {
                noise.put("combinations of " + l, dp.noise().get(l));
            }
        }
        return new PrivacyStatement(new OfNoise(ReleaseTerms.of(released, dp)), noise);
    }

    /**
     * The guarantee in one sentence.
     *
     * @return a sentence with a full stop; of a test, that it is none
     */
    public String sentence() {
        return content.sentence();
    }

    /**
     * The statement as JSON.
     *
     * @return pretty-printed text with a final line end
     */
    public String toJson() {
        JsonObject root = new JsonObject().put("format", FORMAT);
        content.writeTo(root);
        return root.pretty() + "\n";
    }

    /** Differential privacy. */
    private record OfNoise(ReleaseTerms terms) implements Content {
        @Override
        public String sentence() {
            if (terms.test()) {
                return Certificate.TEST_MARK + " (a fixed seed was used, so the noise can be foreseen).";
            }
            return String.format(
                    Locale.ROOT,
                    "With epsilon = %s and delta = %s, the release hides whether any single %s was in the data"
                            + " (differential privacy, %s; rho = %s); %s.",
                    Rounding.textUp(terms.epsilon()),
                    Rounding.textUp(terms.target().delta()),
                    terms.unit().name(),
                    terms.relation().describe(terms.unit()),
                    Rounding.textUp(terms.certificate().rho()),
                    scope());
        }

        private String scope() {
            return terms.ledger()
                    .map(l -> "with all earlier releases from \"" + l.asset() + "\" (" + l.cohort() + ") it makes "
                            + l.spent() + ", and all releases together keep to " + l.budget())
                    .orElse("the guarantee covers this release alone");
        }

        @Override
        public void writeTo(JsonObject root) {
            root.put("private", !terms.test());
            if (terms.test()) {
                root.put("mark", Certificate.TEST_MARK);
            }
            root.put("statement", sentence());
            root.put("unit", terms.unit().name());
            root.put("neighbours", terms.relation().name());
            root.putObject("guarantee")
                    .putFinite("epsilon", terms.epsilon())
                    .put("delta", terms.target().delta())
                    .putFinite("rho", terms.certificate().rho());
            root.putObject("target")
                    .put("epsilon", terms.target().epsilon())
                    .put("delta", terms.target().delta());
            JsonObject records = root.putObject("records");
            if (terms.count().isPresent()) {
                records.put("noisyCount", terms.count().get().count())
                        .put("sigma", terms.count().get().sigma());
            } else {
                records.put("estimated", Exact.round(terms.records()));
            }
            if (terms.ledger().isPresent()) {
                root.put("scope", "all releases from this source");
                root.put("ledger", LedgerScopeJson.write(terms.ledger().get()));
            } else {
                root.put("scope", "this release alone");
            }
            root.put("request", terms.certificate().identity().toJson());
            root.put("events", JsonArray.of(terms.events(), e -> PrivacyEventJson.write(e)
                    .putFinite("rho", e.rho())));
        }
    }

    /** Differential privacy of families, for more units than one. */
    private record OfFamilies(OfNoise base, ReleasedFamilies released) implements Content {
        @Override
        public String sentence() {
            if (released.test()) {
                return base.sentence();
            }
            LinkedGuarantee child =
                    released.guarantees().get(Math.min(1, released.guarantees().size() - 1));
            return base.sentence()
                    + String.format(
                            Locale.ROOT,
                            " A %s counts with every linked %s. By the same release, %s is hidden with epsilon = %s.",
                            released.codebook().parent(),
                            released.codebook().child(),
                            child.who(),
                            Rounding.textUp(child.epsilon()));
        }

        @Override
        public void writeTo(JsonObject root) {
            base.writeTo(root);
            root.put("statement", sentence());
            JsonArray units = root.putArray("units");
            released.guarantees().forEach(g -> units.addObject()
                    .put("who", g.who())
                    .put("epsilon", g.epsilon())
                    .put("delta", g.delta())
                    .put("rho", g.rho()));
            root.put(
                    "weights",
                    "Every " + released.codebook().parent() + " weighs one in each table, shared out equally among its "
                            + released.codebook().child() + " rows, or pairs of them.");
        }
    }

    /** k-anonymity, or what another program says. */
    private record WithoutNoise(Protection protection, int maxLength, long records) implements Content {
        @Override
        public String sentence() {
            if (protection instanceof Protection.KAnonymity k) {
                return String.format(
                        Locale.ROOT,
                        "No combination of up to %d values is shown that fewer than %d records share, and counts are rounded"
                                + " down to multiples of %d (k-anonymity, not differential privacy). This holds for one"
                                + " release only: there is no promise over several releases, because two releases of nearly"
                                + " the same records can be compared with each other.",
                        maxLength,
                        k.resolution(),
                        k.resolution());
            }
            return "The counts come from a file of another program, which alone knows what protects them; nothing is promised"
                    + " here.";
        }

        @Override
        public void writeTo(JsonObject root) {
            root.put("private", false);
            root.put("mark", protection.mark());
            root.put("statement", sentence());
            if (protection instanceof Protection.KAnonymity k) {
                root.putObject("guarantee").put("kAnonymity", k.resolution()).put("length", maxLength);
            }
            root.putObject("records").put("protectedCount", records);
            root.put("scope", "this release alone; no promise over several releases");
        }
    }

    /**
     * Noise of each kind of count, for a table.
     *
     * @return sigma in records, in order, by "record count", "1-way counts", ...; empty for a model, whose errors are
     *     bounds of their own
     */
    public Map<String, Double> noise() {
        return noise;
    }
}
