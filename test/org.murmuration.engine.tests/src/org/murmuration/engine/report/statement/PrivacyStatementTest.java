// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.aggregation.marginals.AggregationTest;
import org.murmuration.engine.aggregation.marginals.MarginalPlan;
import org.murmuration.engine.aggregation.marginals.MarginalRelease;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
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
import org.murmuration.engine.synthesis.linked.LinkedPlan;
import org.murmuration.engine.synthesis.linked.LinkedSynthesizer;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;

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
}
