// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.evaluation.AdultPairs;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.synthesis.model.DpSynthesizers;
import org.murmuration.engine.synthesis.model.SynthesisMethod;
import org.murmuration.engine.synthesis.model.SynthesisTask;

class CanaryAuditTest {
    private static final MixedRecords REAL = AdultPairs.table("real.csv");

    private static MixedRecords with(MixedRecords records, MixedRecords canaries, boolean[] wasIn) {
        MixedColumns columns = records.columns();
        MixedRecords.Builder all = MixedRecords.of(columns);
        for (MixedRecords part : List.of(
                records,
                canaries.select(
                        IntStream.range(0, wasIn.length).filter(i -> wasIn[i]).toArray()))) {
            for (int r = 0; r < part.rows(); r++) {
                for (int c = 0; c < columns.columns().size(); c++) {
                    double v = part.column(c)[r];
                    if (part.isNumeric(c)) {
                        all.number(c, v);
                    } else {
                        all.text(c, Double.isNaN(v) ? null : columns.text(c, v));
                    }
                }
                all.endRow();
            }
        }
        return all.build();
    }

    @Test
    void aPipelineThatCopiesIsFound() {
        RandomSource random = RandomSource.seeded("leak");
        MixedRecords canaries = CanaryAudit.canaries(REAL, 400, random);
        boolean[] wasIn = CanaryAudit.coins(400, random);
        MixedRecords released = with(REAL, canaries, wasIn);
        CanaryReport report = CanaryAudit.judge(canaries, wasIn, released, ProgressMonitor.NONE);
        assertEquals(400, report.canaries());
        assertTrue(report.epsilonAtLeast(1e-6, 0.95) > 3.5, report.toString());
        // half of the records only, as they are: no noise at all, so no small epsilon either
        MixedRecords sample = released.sample(released.rows() / 2, random);
        double half =
                CanaryAudit.judge(canaries, wasIn, sample, ProgressMonitor.NONE).epsilonAtLeast(0, 0.95);
        assertTrue(half > 1, "" + half);
        assertEquals(
                0,
                CanaryAudit.judge(canaries, wasIn, AdultPairs.table("holdout.csv"), ProgressMonitor.NONE)
                        .epsilonAtLeast(0, 0.95));
    }

    /** A whole private pipeline, twenty times: its bound is not exceeded more than three times (probability 0.016 at 5 %). */
    @Test
    void aPrivatePipelineIsNotRefuted() {
        Domain domain = RandomData.domain(4, 6, 3, 5);
        MixedColumns columns = MixedColumns.of(IntStream.range(0, domain.size())
                .mapToObj(a -> new MixedColumns.Column(domain.attribute(a).name(), false))
                .toList());
        MixedRecords records = mixed(RandomData.records(domain, 300, "people"), columns);
        double epsilon = 1;
        int passed = 0;
        for (int i = 0; i < 20; i++) {
            RandomSource random = RandomSource.seeded("audit" + i);
            MixedRecords canaries = CanaryAudit.canaries(records, 200, random);
            boolean[] wasIn = CanaryAudit.coins(200, random);
            MixedRecords released = mixed(
                    DpSynthesizers.of(SynthesisMethod.MST)
                            .learn(
                                    coded(with(records, canaries, wasIn), domain),
                                    SynthesisTask.allOf(domain, 2, new ApproximateDp(epsilon, 1e-6)),
                                    random,
                                    ProgressMonitor.NONE)
                            .sample(400, random, ProgressMonitor.NONE),
                    columns);
            double bound = CanaryAudit.judge(canaries, wasIn, released, ProgressMonitor.NONE)
                    .epsilonAtLeast(1e-6, 0.95);
            passed += bound > epsilon ? 1 : 0;
        }
        assertTrue(passed <= 3, passed + " of 20 bounds pass the declared epsilon");
    }

    private static MixedRecords mixed(Dataset data, MixedColumns columns) {
        MixedRecords.Builder b = MixedRecords.of(columns);
        for (int r = 0; r < data.rows(); r++) {
            for (int a = 0; a < data.domain().size(); a++) {
                b.text(a, "" + data.code(r, a));
            }
            b.endRow();
        }
        return b.build();
    }

    private static Dataset coded(MixedRecords records, Domain domain) {
        int[][] codes = new int[domain.size()][records.rows()];
        for (int a = 0; a < codes.length; a++) {
            for (int r = 0; r < records.rows(); r++) {
                codes[a][r] = Integer.parseInt(records.columns().text(a, records.column(a)[r]));
            }
        }
        return Dataset.of(domain, codes);
    }

    @Test
    void badInputIsRefusedAndCancelEnds() {
        MixedRecords canaries = CanaryAudit.canaries(REAL, 10, RandomSource.seeded("few"));
        boolean[] coins = new boolean[10];
        MixedRecords none = REAL.select(new int[0]);
        RandomSource random = RandomSource.seeded("bad");
        assertThrows(IllegalArgumentException.class, () -> CanaryAudit.canaries(none, 10, random));
        assertThrows(IllegalArgumentException.class, () -> CanaryAudit.canaries(REAL, 0, random));
        assertThrows(
                IllegalArgumentException.class,
                () -> CanaryAudit.judge(canaries, new boolean[9], REAL, ProgressMonitor.NONE));
        assertThrows(
                IllegalArgumentException.class, () -> CanaryAudit.judge(canaries, coins, none, ProgressMonitor.NONE));
        assertThrows(
                IllegalArgumentException.class,
                () -> CanaryAudit.judge(canaries.select(new int[] {0, 1}), new boolean[2], REAL, ProgressMonitor.NONE));
        assertThrows(CanceledException.class, () -> CanaryAudit.judge(canaries, coins, REAL, Canceled.MONITOR));
    }
}
