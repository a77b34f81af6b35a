// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.seeded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class RecordFittingTest {
    private static final Domain DOMAIN = RandomData.domain(3, 5, 4, 2);
    private static final PairTargets TARGETS = targets();

    private static PairTargets targets() {
        Dataset data = RandomData.records(DOMAIN, 2000, "fitting");
        ReleasedCombinations released = ReleasedCombinations.of(
                Codebook.of(DOMAIN.attributes(), Codebook.Origin.PUBLIC),
                KAnonymousCounts.count(data, 5, 2, CombinationCode.all(DOMAIN), ProgressMonitor.NONE));
        return PairTargets.of(released, 2000);
    }

    private static int[][] random(int rows) {
        RandomSource random = RandomSource.seeded("levels");
        int[][] levels = new int[4][rows];
        for (int a = 0; a < 4; a++) {
            for (int r = 0; r < rows; r++) {
                levels[a][r] = (int) random.nextLong(TARGETS.levels(a));
            }
        }
        return levels;
    }

    /** Sum of squared differences of all tables of pairs, counted anew, the targets scaled to the records. */
    private static double distance(int[][] levels) {
        double sum = 0;
        int rows = levels[0].length;
        for (int a = 0; a < 4; a++) {
            for (int b = a + 1; b < 4; b++) {
                double[] gap = TARGETS.pair(a, b).clone();
                for (int i = 0; i < gap.length; i++) {
                    gap[i] *= -rows / TARGETS.total();
                }
                for (int r = 0; r < rows; r++) {
                    gap[levels[a][r] * TARGETS.levels(b) + levels[b][r]]++;
                }
                for (double g : gap) {
                    sum += g * g;
                }
            }
        }
        return sum;
    }

    @Test
    void recordsComeNearToTheTablesWhateverTheirNumber() {
        for (int rows : new int[] {500, 2000, 3000}) {
            int[][] levels = random(rows);
            double before = distance(levels);
            RecordFitting.fit(TARGETS, levels, RandomSource.seeded("fit"), ProgressMonitor.NONE);
            double after = distance(levels);
            assertTrue(after < before / 100, "from " + before + " to " + after);
            for (int a = 0; a < 4; a++) {
                for (int level : levels[a]) {
                    assertTrue(level >= 0 && level < TARGETS.levels(a));
                }
            }
        }
    }

    /** No single change of one value would lower the distance by more than a little: the last sweep ended below one percent. */
    @Test
    void hardlyAnySingleChangeWouldHelpAfterwards() {
        int[][] levels = random(300);
        RecordFitting.fit(TARGETS, levels, RandomSource.seeded("fit"), ProgressMonitor.NONE);
        double fitted = distance(levels);
        int better = 0;
        for (int r = 0; r < 300; r++) {
            for (int a = 0; a < 4; a++) {
                int own = levels[a][r];
                for (int v = 0; v < TARGETS.levels(a); v++) {
                    levels[a][r] = v;
                    better += distance(levels) < fitted - 1e-6 ? 1 : 0;
                }
                levels[a][r] = own;
            }
        }
        assertTrue(better < 30, better + " changes of some 6,000 would help");
    }

    @Test
    void aSeedRepeatsAndCancelEnds() {
        int[][] first = random(400);
        int[][] second = random(400);
        RecordFitting.fit(TARGETS, first, RandomSource.seeded("same"), ProgressMonitor.NONE);
        RecordFitting.fit(TARGETS, second, RandomSource.seeded("same"), ProgressMonitor.NONE);
        assertArrayEquals(first, second);
        assertThrows(
                CanceledException.class,
                () -> RecordFitting.fit(TARGETS, random(400), RandomSource.seeded("x"), Canceled.MONITOR));
        int[][] none = new int[4][0];
        RecordFitting.fit(TARGETS, none, RandomSource.seeded("none"), ProgressMonitor.NONE);
        assertEquals(0, none[0].length);
    }
}
