// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.accounting.ledger.LedgerTest;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.privacy.PureDp;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;

class LedgerReportTest {
    @TempDir
    Path folder;

    @Test
    void jsonOfTheViewIsTheGoldenOne() throws Exception {
        Path where = folder.resolve("a.ledger");
        LedgerTest.copyFirstFormat(where);
        LedgerReport report = LedgerReport.of(PrivacyLedger.open(where), ProgressMonitor.NONE);
        try (InputStream in = LedgerReportTest.class.getResourceAsStream("ledger-golden.json")) {
            assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8).trim(), report.toJson());
        }
        assertEquals(4, report.rows().size());
        assertEquals(0, report.rows().get(1).cost(), "given back");
        assertEquals(1, report.totals().interrupted());
        assertTrue(report.curve().stream().allMatch(p -> p.pld() <= p.zcdp()));
        assertTrue(report.sentence().contains("one more release of epsilon"), report.sentence());
    }

    @Test
    void emptyAndPureLedgersAreToldInWords() throws Exception {
        PrivacyLedger ledger = PrivacyLedger.create(
                folder.resolve("b.ledger"),
                new LedgerTerms(
                        "records",
                        PrivacyUnit.RECORD,
                        NeighboringRelation.ADD_OR_REMOVE_ONE,
                        new PureDp(1),
                        "",
                        LedgerTerms.Overlap.ADD));
        LedgerReport report = LedgerReport.of(ledger, ProgressMonitor.NONE);
        assertEquals(
                "Nothing was released from \"records\" yet; the whole budget of epsilon 1 is left.", report.sentence());
        assertEquals(0, report.totals().spent());
        assertEquals(1, report.totals().left());
        assertThrows(CanceledException.class, () -> LedgerReport.of(ledger, Canceled.MONITOR));
    }
}
