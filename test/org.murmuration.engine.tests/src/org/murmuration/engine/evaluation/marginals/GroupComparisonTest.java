// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.marginals.KMarginalEvaluation.Options;
import org.murmuration.engine.evaluation.marginals.KMarginalReport.Group;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class GroupComparisonTest {
    @Test
    void groupsThatFareWorstComeFirst() {
        // half of the records are copies, those of one group have their other columns exchanged
        MixedColumns columns = MixedColumns.of(List.of(
                new MixedColumns.Column("g", false),
                new MixedColumns.Column("a", false),
                new MixedColumns.Column("b", false)));
        MixedRecords.Builder real = MixedRecords.of(columns);
        MixedRecords.Builder synthetic = MixedRecords.of(columns);
        for (int r = 0; r < 400; r++) {
            String group = List.of("few", "", "many", "many").get(r % 4);
            String a = "a" + r / 4 % 2;
            String b = "b" + r / 4 % 2;
            String other = "few".equals(group) ? "b" + (r / 4 + 1) % 2 : b;
            List<MixedRecords.Builder> both = List.of(real, synthetic);
            for (int t = 0; t < 2; t++) {
                both.get(t).text(0, group.isEmpty() ? null : group);
                both.get(t).text(1, a);
                both.get(t).text(2, t == 0 ? b : other);
                both.get(t).endRow();
            }
        }
        KMarginalReport report = KMarginalEvaluation.compare(
                real.build(),
                synthetic.build(),
                new Options(2, 200, Optional.of("g")),
                RandomSource.seeded("groups"),
                ProgressMonitor.NONE);
        assertEquals(3, report.groups().size());
        Group worst = report.groups().get(0);
        assertEquals("few", worst.value());
        assertEquals(100, worst.records());
        assertEquals(0, worst.similarity(), 1e-12);
        assertEquals(1, report.groups().get(2).similarity(), 1e-12);
        assertTrue(report.groups().stream().anyMatch(g -> g.value() == null));
    }
}
