// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.linked.LinkedEvaluation;
import org.murmuration.engine.evaluation.linked.LinkedReport;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.synthesis.linked.LinkedPlan;
import org.murmuration.engine.synthesis.linked.LinkedSynthesizer;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;

class FamiliesJsonTest {
    private static final LinkedDataset DATA =
            Families.random(Families.SMALL, new Random(7).ints(60, 0, 4).toArray(), new Random(7));

    private static final ReleasedFamilies RELEASED = LinkedSynthesizer.release(
            DATA,
            LinkedPlan.of(LinkedWorkload.allPairs(Families.SMALL).only(Set.of("VP", "SS")), new ApproximateDp(2, 1e-6)),
            RandomSource.seeded("report"),
            ProgressMonitor.NONE);

    private static final LinkedDataset DRAWN = RELEASED.draw(RandomSource.seeded("draw"), ProgressMonitor.NONE);

    private static String golden(String name) throws IOException {
        try (InputStream in = FamiliesJsonTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
        }
    }

    @Test
    void theViewOfAReleaseIsTheGoldenOne() throws IOException {
        assertEquals(golden("families-view-golden.json"), FamiliesJson.of(RELEASED));
    }

    @Test
    void theViewOfAComparisonIsTheGoldenOneAndMarkedPrivate() throws IOException {
        LinkedReport report = LinkedEvaluation.compare(
                DATA,
                DRAWN,
                new LinkedReport.Links(1, 0, 0),
                RELEASED.plan().workload(),
                Map.of(),
                ProgressMonitor.NONE);
        String json = FamiliesJson.of(report);
        assertEquals(golden("linked-view-golden.json"), json);
        assertTrue(json.contains("contains sensitive results: do not publish"));
    }
}
