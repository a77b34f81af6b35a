// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.columns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.MixedTables;
import org.murmuration.engine.evaluation.columns.ColumnReport.Association;
import org.murmuration.engine.evaluation.columns.ColumnReport.PairScores;
import org.murmuration.engine.evaluation.statistics.CodedPair;
import org.murmuration.engine.evaluation.statistics.CodedPair.Binning;

class PairComparisonTest {
    private static PairScores compare(MixedRecords real, MixedRecords synthetic) {
        CodedPair coded = CodedPair.of(real, synthetic);
        coded.code(0, Binning.EQUAL_WIDTH);
        coded.code(1, Binning.EQUAL_WIDTH);
        return new PairComparison(real, synthetic, coded, 0, 1).scores();
    }

    private static Map<String, Double> shares(MixedRecords records, int... columns) {
        Map<String, Double> shares = new HashMap<>();
        for (int r = 0; r < records.rows(); r++) {
            StringBuilder key = new StringBuilder();
            for (int c : columns) {
                key.append(records.column(c)[r]).append(' ');
            }
            shares.merge(key.toString(), 1.0 / records.rows(), Double::sum);
        }
        return shares;
    }

    /** All scores of texts from maps of values and the definitions, cell by cell, those that do not occur too. */
    private static void assertBruteForce(MixedRecords real, MixedRecords synthetic, PairScores scores) {
        Map<String, Double> p = shares(real, 0, 1);
        Map<String, Double> q = shares(synthetic, 0, 1);
        double distance = 0;
        Set<String> cells = new HashSet<>(p.keySet());
        cells.addAll(q.keySet());
        for (String cell : cells) {
            distance += Math.abs(p.getOrDefault(cell, 0.0) - q.getOrDefault(cell, 0.0)) / 2;
        }
        assertEquals(1 - distance, scores.similarity(), 1e-9);
        double noise = 0;
        double unseen = 0;
        for (double v : p.values()) {
            noise += Math.sqrt(2 / Math.PI * v * (1 - v) * (1.0 / real.rows() + 1.0 / synthetic.rows()));
            unseen += v < 1.5 / real.rows() ? v : 0;
        }
        assertEquals(1 - Math.min(1, (noise + unseen) / 2), scores.floor(), 1e-9);
        double dependence = 0;
        Map<String, Double> first = shares(real, 0);
        Map<String, Double> second = shares(real, 1);
        for (Map.Entry<String, Double> a : first.entrySet()) {
            for (Map.Entry<String, Double> b : second.entrySet()) {
                dependence += Math.abs(p.getOrDefault(a.getKey() + b.getKey(), 0.0) - a.getValue() * b.getValue()) / 2;
            }
        }
        assertEquals(1 - dependence, scores.independent(), 1e-9);
        assertEquals(cramersV(real), scores.real(), 1e-9);
        assertEquals(cramersV(synthetic), scores.synthetic(), 1e-9);
    }

    private static double cramersV(MixedRecords records) {
        Map<String, Double> joint = shares(records, 0, 1);
        Map<String, Double> first = shares(records, 0);
        Map<String, Double> second = shares(records, 1);
        double chi = 0;
        for (Map.Entry<String, Double> a : first.entrySet()) {
            for (Map.Entry<String, Double> b : second.entrySet()) {
                double product = a.getValue() * b.getValue();
                chi += Math.pow(joint.getOrDefault(a.getKey() + b.getKey(), 0.0) - product, 2) / product;
            }
        }
        return Math.sqrt(chi / (Math.min(first.size(), second.size()) - 1));
    }

    @Test
    void scoresOfTextsAreThoseOfBruteForce() {
        MixedColumns columns = MixedTables.columns("TT");
        for (int trial = 0; trial < 20; trial++) {
            MixedRecords real = MixedTables.random(columns, "real" + trial, 40 + trial, 4, 6);
            MixedRecords synthetic = MixedTables.random(columns, "synthetic" + trial, 55, 5, 6);
            PairScores scores = compare(real, synthetic);
            assertEquals(Association.CRAMERS_V, scores.association());
            assertEquals("a", scores.first());
            assertEquals("b", scores.second());
            assertTrue(Double.isNaN(scores.correlation()) && Double.isNaN(scores.rankCorrelation()));
            assertBruteForce(real, synthetic, scores);
        }
    }

    /** More joint cells than an array of four million: n texts, each with a text of its own beside it, by closed forms. */
    @Test
    void manyTextsAreScoredByTheCellsThatOccur() {
        MixedColumns columns = MixedTables.columns("TT");
        int n = 2500;
        MixedRecords.Builder b = MixedRecords.of(columns);
        for (int r = 0; r < n; r++) {
            b.text(0, "u" + r);
            b.text(1, "w" + r);
            b.endRow();
        }
        MixedRecords real = b.build();
        PairScores same = compare(real, real);
        assertEquals(1, same.similarity(), 1e-12);
        assertEquals(1.0 / n, same.independent(), 1e-12);
        assertEquals(1, same.real(), 1e-12);
        assertEquals(1, same.synthetic(), 1e-12);
        assertEquals(0, same.floor(), 1e-12, "every pair occurs once: nothing is known of the population");
        MixedRecords broken = MixedTables.random(columns, "broken", 900, 100_000, 100_000);
        assertEquals(0, compare(real, broken).similarity(), 1e-12, "no pair of texts occurs in both");
        MixedRecords half = real.select(IntStream.range(0, n / 2).toArray());
        assertEquals(0.5, compare(real, half).similarity(), 1e-12);
        assertEquals(0.5, compare(half, real).similarity(), 1e-12);
    }

    @Test
    void numbersHaveCorrelationsAndMixedPairsARatio() {
        MixedColumns columns = MixedTables.columns("NN");
        MixedRecords.Builder up = MixedRecords.of(columns);
        MixedRecords.Builder down = MixedRecords.of(columns);
        for (int r = 0; r < 30; r++) {
            for (MixedRecords.Builder b : new MixedRecords.Builder[] {up, down}) {
                b.number(0, r);
                b.number(1, b == up ? 2.0 * r : -Math.pow(r, 3));
                b.endRow();
            }
        }
        PairScores scores = compare(up.build(), down.build());
        assertEquals(Association.PEARSON, scores.association());
        assertEquals(1, scores.real(), 1e-12);
        assertTrue(scores.synthetic() < -0.9 && scores.synthetic() > -1);
        assertEquals(1 - (1 - scores.synthetic()) / 2, scores.correlation(), 1e-12);
        assertEquals(0, scores.rankCorrelation(), 1e-12, "ranks fall by one line");

        for (String kinds : new String[] {"NT", "TN"}) {
            MixedColumns mixed = MixedTables.columns(kinds);
            boolean numberFirst = kinds.startsWith("N");
            MixedRecords.Builder b = MixedRecords.of(mixed);
            for (int v : new int[] {1, 3, 5, 7}) {
                b.number(numberFirst ? 0 : 1, v);
                b.text(numberFirst ? 1 : 0, v < 4 ? "low" : "high");
                b.endRow();
            }
            PairScores ratio = compare(b.build(), MixedTables.random(mixed, "other", 20, 5, 5));
            assertEquals(Association.CORRELATION_RATIO, ratio.association());
            assertEquals(0.8, ratio.real(), 1e-12);
        }
    }
}
