// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.aggregation.AggregationTest;
import org.murmuration.engine.aggregation.ReleasedAggregates;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Discretization;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.synthesis.LearnedModel;
import org.murmuration.engine.synthesis.ReleasedModel;
import org.murmuration.engine.synthesis.SynthesisMethod;
import org.murmuration.engine.synthesis.SynthesisTask;

class NavigatorJsonTest {
    private final ReleasedAggregates aggregates = AggregationTest.golden();

    @Test
    void theDataOfThePageAreTheGoldenOnes() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("navigator-golden.json")) {
            String golden = new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
            assertEquals(golden, NavigatorJson.of(aggregates, RandomData.records(aggregates.domain(), 20, "records")));
        }
    }

    @Test
    void columnsHoldTheCodesInOneByteOrTwo() throws IOException {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add("c" + i);
        }
        Codebook codebook = Codebook.of(
                List.of(
                        Attribute.builder("wide").categories(many).build(),
                        Attribute.categorical("narrow", "a", "b"),
                        Attribute.builder("day")
                                .bins(Discretization.of(Discretization.Scale.DATE, 18000, 18100, 18200))
                                .build()),
                Codebook.Origin.PUBLIC);
        Dataset data = Dataset.of(codebook.domain(), new int[] {0, 299, 260}, new int[] {0, 1, 3}, new int[] {0, 1, 0});
        SynthesisTask task = SynthesisTask.allOf(codebook.domain(), 1, new ApproximateDp(1, 1e-6));
        LearnedModel model = SynthesisMethod.INDEPENDENT
                .synthesizer()
                .learn(data, task, RandomSource.seeded("model"), ProgressMonitor.NONE);
        ReleasedModel released = new ReleasedModel(codebook, PrivacyUnit.RECORD, Optional.empty(), model);
        JsonNode json = new ObjectMapper().readTree(NavigatorJson.of(released, data));
        byte[] wide = Base64.getDecoder().decode(json.path("columns").get(0).asText());
        assertEquals(6, wide.length);
        assertEquals(299, (wide[2] & 0xff) << 8 | wide[3] & 0xff);
        byte[] narrow = Base64.getDecoder().decode(json.path("columns").get(1).asText());
        assertEquals(3, narrow[2]);
        assertTrue(json.path("attributes").get(2).path("time").asBoolean());
        assertTrue(json.path("attributes").get(2).path("ordered").asBoolean());
        assertEquals(0, json.path("tables").size());
        assertTrue(json.path("totalError").isNull());
        assertTrue(json.path("test").asBoolean());
    }

    @Test
    void recordsOfAnotherCodebookAreRefused() {
        Codebook other = Codebook.of(List.of(Attribute.categorical("x", "y")), Codebook.Origin.PUBLIC);
        Dataset records = Dataset.of(other.domain(), new int[] {0});
        assertThrows(IllegalArgumentException.class, () -> NavigatorJson.of(aggregates, records));
    }
}
