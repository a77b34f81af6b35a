// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.aggregation.marginals.AggregationTest;
import org.murmuration.engine.aggregation.marginals.MarginalPlan;
import org.murmuration.engine.aggregation.marginals.MarginalRelease;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.Counted;
import org.murmuration.engine.release.Release;
import org.murmuration.engine.synthesis.linked.LinkedPlan;
import org.murmuration.engine.synthesis.linked.LinkedSynthesizer;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.engine.synthesis.model.ModelPlan;
import org.murmuration.engine.synthesis.model.ModelRelease;
import org.murmuration.engine.synthesis.model.ReleasedModel;
import org.murmuration.engine.synthesis.model.SynthesisMethod;
import org.murmuration.engine.synthesis.model.SynthesisTask;

class PrivacyStatementTest {
    private final ReleasedAggregates aggregates = AggregationTest.golden();

    private static final LinkedDataset DATA =
            Families.random(Families.SMALL, new Random(7).ints(60, 0, 4).toArray(), new Random(7));

    private static final ReleasedFamilies RELEASED = LinkedSynthesizer.release(
            DATA,
            LinkedPlan.of(LinkedWorkload.allPairs(Families.SMALL).only(Set.of("VP", "SS")), new ApproximateDp(2, 1e-6)),
            RandomSource.seeded("report"),
            ProgressMonitor.NONE);

    @Test
    void privacyStatementIsTheGoldenOne() throws IOException {
        String golden = new String(
                PrivacyStatementTest.class
                        .getResourceAsStream("privacy-golden.json")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        assertEquals(golden, PrivacyStatement.of(aggregates).toJson());
        assertTrue(golden.contains("\"private\" : false"));
        assertTrue(golden.contains("TEST: not private"));
    }

    @Test
    void secureReleasesStateTheirGuaranteeRoundedUp() {
        Codebook codebook = aggregates.codebook();
        ReleasedAggregates secure = MarginalRelease.release(
                RandomData.records(codebook.domain(), 50, "s"),
                codebook,
                MarginalPlan.of(codebook.domain(), new ApproximateDp(1.23456, 1e-6))
                        .withOrder(1),
                new PrivacyUnit("victim"),
                RandomSource.secure(),
                ProgressMonitor.NONE);
        String sentence = PrivacyStatement.of(secure).sentence();
        assertTrue(
                sentence.startsWith("With epsilon = 1.235 and delta = 0.000001, the release hides whether any single"
                        + " victim was in the data"),
                sentence);
        assertFalse(sentence.contains("TEST"));
    }

    @Test
    void theStatementTellsWhatIsPromisedToWhom() throws IOException {
        JsonObject json = JsonObject.parse(PrivacyStatement.of(RELEASED).toJson());
        assertFalse(json.getBoolean("private"), "a test is not private");
        assertEquals("victim", json.getString("unit"));
        assertEquals(5, json.getArray("units").size());
        assertEquals(2, json.getArray("units").getObject(0).getDouble("epsilon"), 1e-9);
        assertTrue(json.getArray("units").getObject(1).getString("who").contains("one link"));
        assertEquals(RELEASED.events().size(), json.getArray("events").size());
        assertTrue(json.getString("weights").contains("weighs one"));
        ReleasedFamilies secure =
                LinkedSynthesizer.release(DATA, RELEASED.plan(), RandomSource.secure(), ProgressMonitor.NONE);
        String sentence = PrivacyStatement.of(secure).sentence();
        assertTrue(sentence.startsWith("With epsilon = 2 and delta = 0.000001"), sentence);
        assertTrue(sentence.contains("A victim counts with every linked perpetrator."), sentence);
    }

    private static final Codebook BOOK = Codebook.of(
            List.of(Attribute.categorical("a", "x", "y"), Attribute.categorical("b", "u", "v")),
            Codebook.Origin.PUBLIC);

    @ParameterizedTest
    @EnumSource(
            value = SynthesisMethod.class,
            names = {"INDEPENDENT", "MST"})
    void aModelStatesTheEpsilonThatItReached(SynthesisMethod method) {
        ModelPlan plan = new ModelPlan(SynthesisTask.allOf(BOOK.domain(), 2, new ApproximateDp(1, 1e-6)), method);
        ReleasedModel model = Release.alone(
                ModelRelease.of(BOOK, plan),
                new PrivacyUnit("patient"),
                Counted.of(RandomData.records(BOOK.domain(), 200, "model")),
                RandomSource.secure(),
                ProgressMonitor.NONE);
        PrivacyStatement statement = PrivacyStatement.of(model);
        JsonObject json = JsonObject.parse(statement.toJson());
        assertTrue(json.getBoolean("private"));
        assertEquals("patient", json.getString("unit"));
        double epsilon = json.getObject("guarantee").getDouble("epsilon");
        assertTrue(epsilon <= 1 && epsilon > 0.9, method + " reached " + epsilon);
        assertEquals(1e-6, json.getObject("guarantee").getDouble("delta"));
        assertEquals(1, json.getObject("target").getDouble("epsilon"));
        double spent = 0;
        for (JsonObject event : json.getArray("events").objects()) {
            spent += event.getDouble("rho");
        }
        assertEquals(
                json.getObject("guarantee").getDouble("rho"), spent, 1e-9, "what it is made of adds up to its cost");
        assertTrue(statement.noise().isEmpty(), "errors of a model are bounds of their own");
        assertTrue(statement.sentence().contains("whether any single patient was in the data"));
    }

    @Test
    void kAnonymousCountsPromiseNothingOverSeveralReleases() {
        ReleasedCombinations released = ReleasedCombinations.of(
                BOOK,
                KAnonymousCounts.count(
                        RandomData.records(BOOK.domain(), 203, "k"),
                        5,
                        2,
                        KAnonymousCounts.present(BOOK.domain(), List.of(), List.of()),
                        ProgressMonitor.NONE));
        PrivacyStatement statement = PrivacyStatement.of(released);
        JsonObject json = JsonObject.parse(statement.toJson());
        assertFalse(json.getBoolean("private"));
        assertEquals("k-anonymous, for one release only, k = 5", json.getString("mark"));
        assertEquals(5, json.getObject("guarantee").getInt("kAnonymity"));
        assertEquals(2, json.getObject("guarantee").getInt("length"));
        assertEquals(200, json.getObject("records").getInt("protectedCount"));
        assertTrue(
                statement
                        .sentence()
                        .startsWith("No combination of up to 2 values is shown that fewer than 5 records share"),
                statement.sentence());
        assertTrue(statement.sentence().contains("no promise over several releases"));
        assertFalse(statement.toJson().contains("epsilon"));
    }
}
