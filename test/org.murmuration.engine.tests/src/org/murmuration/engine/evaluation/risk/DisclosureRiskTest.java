// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.AdultPairs;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class DisclosureRiskTest {
    private static final List<String> VARIANTS = AdultPairs.VARIANTS;

    private static final MixedColumns ADULT = AdultPairs.COLUMNS;

    private static final MixedRecords REAL = adult("real.csv");

    private static final MixedRecords HOLDOUT = adult("holdout.csv");

    private static MixedRecords adult(String file) {
        return AdultPairs.table(file);
    }

    private static JsonObject reference() throws IOException {
        return AdultPairs.json("reference.json");
    }

    private static DisclosureRisk attack(MixedRecords synthetic, int attacks, String seed) {
        return DisclosureRisk.of(
                REAL, synthetic, Optional.of(HOLDOUT), attacks, RandomSource.seeded(seed), ProgressMonitor.NONE);
    }

    private static int[] allBut(int column) {
        return IntStream.range(0, ADULT.columns().size())
                .filter(c -> c != column)
                .toArray();
    }

    @Test
    void distancesAndSharesOfCopiesAreThoseOfTheReference() throws IOException {
        for (String variant : VARIANTS) {
            CopyReport report =
                    attack(adult("syn_" + variant + ".csv"), 100, "copies").copies();
            JsonObject expected =
                    reference().getObject("sdmetrics").getObject("pairs").getObject("adult1k/" + variant);
            JsonObject toReal = expected.getObject("dcr_syn_to_real");
            assertEquals(toReal.getDouble("median"), report.medianDistance(), 1e-9, variant);
            assertEquals(toReal.getDouble("zero_share"), report.equal(), 1e-12, variant);
            double closer = expected.getDouble("closer_to_training_strict") + expected.getDouble("ties") / 2;
            assertEquals(closer, report.closerToReal(), 1e-9, variant);
        }
    }

    private static double mean(Function<String, AttackResult> attack) {
        return IntStream.range(0, 3)
                .mapToDouble(s -> attack.apply("seed " + s).risk())
                .average()
                .orElseThrow();
    }

    /** Mean of three seeds, within the intervals that the peer prints for three seeds. */
    private static void agrees(JsonArray runs, double risk, String what) {
        double low = runs.objects().stream()
                .mapToDouble(r -> r.getArray("ci").getDouble(0))
                .min()
                .orElseThrow();
        double high = runs.objects().stream()
                .mapToDouble(r -> r.getArray("ci").getDouble(1))
                .max()
                .orElseThrow();
        assertTrue(
                risk >= low - 1e-12 && risk <= high + 1e-12, what + ": " + risk + " is not in " + low + " .. " + high);
    }

    @Test
    void attacksAgreeWithTheReferenceWithinItsIntervals() throws IOException {
        int income = ADULT.indexOf("income");
        for (String variant : VARIANTS) {
            MixedRecords synthetic = adult("syn_" + variant + ".csv");
            JsonObject pair = reference().getObject("pairs").getObject("adult1k/" + variant);
            agrees(
                    pair.getArray("singling_out_univariate"),
                    mean(s -> attack(synthetic, 100, s).singlingOutByOneColumn().orElseThrow()),
                    "one column, " + variant);
            agrees(
                    pair.getArray("singling_out_multivariate"),
                    mean(s -> attack(synthetic, 100, s).singlingOutByColumns(3).orElseThrow()),
                    "three columns, " + variant);
            agrees(
                    pair.getArray("inference_income"),
                    mean(s -> attack(synthetic, 500, s).inference(allBut(income), income, 0.05)),
                    "inference, " + variant);
        }
    }

    @Test
    void copiesOfTheRecordsRaiseEveryRisk() {
        int income = ADULT.indexOf("income");
        DisclosureRisk copy = attack(REAL, 500, "copy");
        assertTrue(copy.singlingOutByOneColumn().orElseThrow().risk() > 0.95);
        assertTrue(copy.singlingOutByColumns(3).orElseThrow().risk() > 0.9);
        assertTrue(copy.inference(allBut(income), income, 0).risk() > 0.9);
        int[] first = IntStream.range(0, 7).toArray();
        int[] second = IntStream.range(7, 15).toArray();
        assertTrue(copy.linkability(first, second, 5).risk() > 0.6);
        assertEquals(1, copy.copies().equal());
    }

    /** People from the same population, who are neither in the data nor the control. */
    @Test
    void aFreshSampleIsNoRiskBeyondItsInterval() {
        MixedRecords half = HOLDOUT.select(IntStream.range(0, 500).toArray());
        MixedRecords other = HOLDOUT.select(IntStream.range(500, 1000).toArray());
        int income = ADULT.indexOf("income");
        int[] first = IntStream.range(0, 7).toArray();
        int[] second = IntStream.range(7, 15).toArray();
        for (int s = 0; s < 3; s++) {
            DisclosureRisk fresh = DisclosureRisk.of(
                    REAL, half, Optional.of(other), 400, RandomSource.seeded("fresh" + s), ProgressMonitor.NONE);
            List<AttackResult> results = new ArrayList<>(
                    List.of(fresh.inference(allBut(income), income, 0), fresh.linkability(first, second, 5)));
            fresh.singlingOutByOneColumn().ifPresent(results::add);
            fresh.singlingOutByColumns(3).ifPresent(results::add);
            for (AttackResult r : results) {
                assertTrue(r.low() < 0.02, r.attack() + ": " + r.risk() + " from " + r.low());
            }
        }
    }

    private static MixedRecords table(MixedColumns columns, String... texts) {
        MixedRecords.Builder b = MixedRecords.of(columns);
        for (String t : texts) {
            b.text(0, t);
            b.number(1, t == null ? Double.NaN : t.length());
            b.endRow();
        }
        return b.build();
    }

    @Test
    void degenerateTablesGiveClearResults() {
        MixedColumns columns =
                MixedColumns.of(List.of(new MixedColumns.Column("t", false), new MixedColumns.Column("n", true)));
        MixedRecords one = table(columns, "a");
        MixedRecords equal = table(columns, "a", "a", "a");
        MixedRecords missing = table(columns, null, null, null);
        MixedRecords none = table(columns);
        for (MixedRecords real : List.of(one, equal, missing)) {
            for (MixedRecords synthetic : List.of(one, equal, missing)) {
                DisclosureRisk risk = DisclosureRisk.of(
                        real, synthetic, Optional.empty(), 10, RandomSource.seeded("d"), ProgressMonitor.NONE);
                risk.singlingOutByOneColumn().ifPresent(r -> assertTrue(r.risk() >= 0 && r.risk() <= 1));
                risk.singlingOutByColumns(9).ifPresent(r -> assertTrue(r.risk() >= 0 && r.risk() <= 1));
                assertFalse(risk.linkability(new int[] {0}, new int[] {1}, 7).hasControl());
                assertTrue(risk.inference(new int[] {0}, 1, 0.1).risk() >= 0);
                assertTrue(Double.isNaN(risk.copies().medianDistance()), "no distance without other people");
            }
        }
        assertTrue(DisclosureRisk.of(equal, equal, Optional.empty(), 10, RandomSource.seeded("d"), ProgressMonitor.NONE)
                .singlingOutByOneColumn()
                .isEmpty());
        for (MixedRecords[] empty : List.of(new MixedRecords[] {none, one}, new MixedRecords[] {one, none})) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> DisclosureRisk.of(
                            empty[0], empty[1], Optional.empty(), 10, RandomSource.seeded("d"), ProgressMonitor.NONE));
        }
        DisclosureRisk risk =
                DisclosureRisk.of(one, one, Optional.of(equal), 10, RandomSource.seeded("d"), ProgressMonitor.NONE);
        assertThrows(IllegalArgumentException.class, () -> risk.linkability(new int[] {0}, new int[] {0}, 1));
        assertThrows(IllegalArgumentException.class, () -> risk.linkability(new int[0], new int[] {0}, 1));
        assertThrows(IllegalArgumentException.class, () -> risk.linkability(new int[] {0}, new int[] {1}, 0));
        assertThrows(IllegalArgumentException.class, () -> risk.inference(new int[] {0}, 0, 0.1));
        assertThrows(IllegalArgumentException.class, () -> risk.inference(new int[0], 0, 0.1));
        assertThrows(IllegalArgumentException.class, () -> risk.inference(new int[] {0}, 1, -1));
    }

    @Test
    void cancelEndsAttacks() {
        DisclosureRisk risk =
                DisclosureRisk.of(REAL, HOLDOUT, Optional.empty(), 100, RandomSource.seeded("c"), Canceled.MONITOR);
        assertThrows(CanceledException.class, () -> risk.singlingOutByColumns(3));
        assertThrows(CanceledException.class, () -> risk.inference(allBut(14), 14, 0));
        assertThrows(CanceledException.class, risk::copies);
    }
}
