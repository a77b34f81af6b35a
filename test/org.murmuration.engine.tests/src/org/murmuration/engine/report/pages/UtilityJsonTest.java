// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.aggregation.marginals.AggregationTest;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.evaluation.marginals.MarginalEvaluation;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.progress.ProgressMonitor;

class UtilityJsonTest {
    private final ReleasedAggregates aggregates = AggregationTest.golden();

    @Test
    void utilityJsonIsTheGoldenOne() throws IOException {
        Dataset a = RandomData.records(aggregates.domain(), 100, "u1");
        Dataset b = RandomData.records(aggregates.domain(), 90, "u2");
        String golden = new String(
                UtilityJsonTest.class.getResourceAsStream("utility-golden.json").readAllBytes(),
                StandardCharsets.UTF_8);
        assertEquals(golden.trim(), UtilityJson.of(MarginalEvaluation.compare(a, b, 2, ProgressMonitor.NONE)));
    }
}
