// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.evaluation.combinations.CombinationEvaluation;
import org.murmuration.engine.evaluation.combinations.CombinationReport;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.marginal.Recoding;
import org.murmuration.engine.progress.ProgressMonitor;

/** Counts of combinations that do not fit an int. */
class LargeCountsTest {
    private static final Domain DOMAIN = RandomData.domain(2, 2);
    private static final CombinationCode CODE = CombinationCode.of(DOMAIN, CombinationCode.values(DOMAIN));
    private static final long LARGE = 5_000_000_000L;
    private static final long LARGEST = (1L << 53) - 1;

    private static long[] keys() {
        int[] pair = {CODE.item(0, 0), CODE.item(1, 1)};
        return new long[] {CODE.item(0, 0), CODE.item(0, 1), CODE.item(1, 1), CODE.pack(pair, 2)};
    }

    private static CombinationTable table(long... counts) {
        return CombinationTable.of(CODE, 2, keys(), counts);
    }

    private static ReleasedCombinations released(CombinationTable table, long records) {
        Codebook codebook = Codebook.of(DOMAIN.attributes(), Codebook.Origin.PUBLIC);
        return new ReleasedCombinations(codebook, table, records, new Protection.Imported(true));
    }

    @Test
    void areKeptByTablesAndWhatIsMadeOfThem() {
        CombinationTable table = table(LARGE, 7, LARGEST, LARGE - 1);
        assertEquals(LARGEST, table.count(2));
        assertEquals(LARGE, table.countOf(CODE.item(0, 0)));
        assertEquals(LARGE - 1, table.countOf(Clique.of(0, 1), 0, 1));
        assertEquals(table, table(LARGE, 7, LARGEST, LARGE - 1));
        assertEquals(table.hashCode(), table(LARGE, 7, LARGEST, LARGE - 1).hashCode());
        assertNotEquals(table, table(LARGE, 7, LARGEST, 1));
        assertEquals(table, Recoding.recode(table, CODE, item -> item));
        CombinationTable monotone = Monotone.of(table(LARGE, 7, LARGEST, LARGE + 1));
        assertEquals(LARGE, monotone.count(3));
        assertThrows(IllegalArgumentException.class, () -> table(LARGE, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> table(LARGE, 1));
    }

    @Test
    void tablesOfSmallCountsAreTheSameHoweverTheyWereGiven() {
        CombinationTable ints = CombinationTable.of(CODE, 2, keys(), new int[] {4, 3, 2, Integer.MAX_VALUE});
        assertEquals(ints, table(4, 3, 2, Integer.MAX_VALUE));
        assertEquals(ints.hashCode(), table(4, 3, 2, Integer.MAX_VALUE).hashCode());
    }

    @Test
    void areStoredAndReadBack() throws IOException {
        ReleasedCombinations large = released(table(LARGE, 7, LARGEST, LARGE - 1), LARGEST);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CombinationsJson.write(large, out);
        assertEquals(large, CombinationsJson.read(new ByteArrayInputStream(out.toByteArray())));
        StringWriter text = new StringWriter();
        SelectionsFile.write(large, '\t', text);
        ReleasedCombinations read = SelectionsFile.read(new BufferedReader(new StringReader(text.toString())));
        CombinationTable same = Recoding.byName(read.table(), CODE);
        assertEquals(large.table(), same);
        assertEquals(LARGEST, read.records());
    }

    @Test
    void areComparedByTheirShares() {
        CombinationTable real = table(4 * LARGE, 2 * LARGE, LARGE, LARGE);
        CombinationTable half = table(2 * LARGE, LARGE, LARGE / 2, LARGE / 2);
        CombinationReport report = CombinationEvaluation.compare(
                CombinationEvaluation.Side.of(real, 6 * LARGE),
                CombinationEvaluation.Side.of(half, 3 * LARGE),
                10,
                ProgressMonitor.NONE);
        assertEquals(0.5, report.lengths().get(0).preserved(), 1e-12);
        assertEquals(0.5, report.lengths().get(1).preserved(), 1e-12);
        CombinationTable largest = table(Long.MAX_VALUE, 1, 1, 1);
        assertEquals(
                1,
                CombinationEvaluation.compare(
                                CombinationEvaluation.Side.of(largest, Long.MAX_VALUE),
                                CombinationEvaluation.Side.of(largest, Long.MAX_VALUE),
                                10,
                                ProgressMonitor.NONE)
                        .lengths()
                        .get(0)
                        .preserved(),
                1e-12);
    }
}
