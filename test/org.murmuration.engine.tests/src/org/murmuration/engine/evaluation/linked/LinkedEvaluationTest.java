// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.linked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;

class LinkedEvaluationTest {
    private static final LinkedCodebook CODEBOOK = Families.SMALL;

    private static final LinkedReport.Links SOUND = new LinkedReport.Links(1, 0, 0);

    private static LinkedReport compare(LinkedDataset real, LinkedDataset synthetic) {
        return LinkedEvaluation.compare(
                real,
                synthetic,
                SOUND,
                LinkedWorkload.of(real.codebook(), true, LinkedWorkload.MAX_CELLS),
                Map.of(),
                ProgressMonitor.NONE);
    }

    @Test
    void aCopyHasNoErrorAndFlatRowsDo() {
        LinkedDataset real = Families.lookAlike(2000, 1);
        LinkedReport report = LinkedEvaluation.compare(
                real, real, SOUND, LinkedWorkload.allPairs(real.codebook()), Map.of(), ProgressMonitor.NONE);
        assertEquals(0, report.all().mean());
        assertEquals(0, report.countDistance());
        assertEquals(0, report.children().expansion());
        assertTrue(report.all().released().isEmpty());
        for (LinkedReport.KindErrors kind : report.kinds()) {
            assertTrue(kind.flat() > 0.02, kind.toString());
            assertTrue(kind.independent() > 0.02, kind.toString());
        }
        assertEquals(report.queries().size(), report.all().tables());
        assertTrue(report.relation(0, real.codebook().countIndex() + 1).isPresent());
        assertTrue(report.relation(0, 1).isEmpty());
    }

    @Test
    void theErrorOfFlatRowsIsSaidBesideThatOfThePairs() {
        LinkedDataset family = LinkedDataset.of(
                CODEBOOK,
                Dataset.of(CODEBOOK.parents().domain(), new int[] {0}, new int[] {0}),
                Dataset.of(CODEBOOK.children().domain(), new int[] {0, 1}, new int[] {0, 2}),
                new int[] {0, 0});
        LinkedReport report = compare(family, family);
        double ofPairs = report.queries().stream()
                .filter(q -> q.query().equals(LinkedQuery.of(3, 4)))
                .findFirst()
                .orElseThrow()
                .flat();
        assertEquals(0.5, ofPairs, 1e-9);
    }

    @Test
    void distancesAreOneWhereNothingIsLeft() {
        LinkedDataset real = Families.random(CODEBOOK, new int[] {2, 3}, new Random(2));
        LinkedDataset none = Families.random(CODEBOOK, new int[0], new Random(2));
        LinkedReport report = compare(real, none);
        assertEquals(1, report.all().mean());
        assertEquals(1, report.countDistance());
        assertEquals(-1, report.families().expansion());
        assertThrows(IllegalArgumentException.class, () -> compare(none, real));
        LinkedDataset childless = Families.random(CODEBOOK, new int[3], new Random(2));
        LinkedReport same = compare(childless, childless);
        assertEquals(0, same.all().mean());
        assertEquals(0, same.children().expansion());
    }

    @Test
    void wrongInputIsRefused() {
        LinkedDataset real = Families.random(CODEBOOK, new int[] {2, 3}, new Random(2));
        LinkedDataset other = Families.lookAlike(5, 1);
        assertThrows(IllegalArgumentException.class, () -> compare(real, other));
        assertThrows(
                CanceledException.class,
                () -> LinkedEvaluation.compare(
                        real, real, SOUND, LinkedWorkload.allPairs(CODEBOOK), Map.of(), Canceled.MONITOR));
    }
}
