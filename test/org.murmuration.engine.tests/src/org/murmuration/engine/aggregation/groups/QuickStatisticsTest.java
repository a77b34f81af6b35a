// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Discretization;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.KeyedHash;
import org.murmuration.engine.random.RandomSource;

class QuickStatisticsTest {
    private static final List<Attribute> ATTRIBUTES = List.of(
            Attribute.builder("age")
                    .bins(Discretization.of(Discretization.Scale.INTEGER, 0, 20, 40, 80))
                    .build(),
            Attribute.builder("since")
                    .bins(Discretization.of(Discretization.Scale.DATE, 0, 10_000, 20_000))
                    .build(),
            Attribute.categorical("work", "farm", "fishing"));
    private static final QuickStatistics QUICK = QuickStatistics.of(Codebook.of(ATTRIBUTES, Codebook.Origin.PUBLIC));

    private static ReleasedGroups release(double epsilon) {
        GroupByPlan plan = GroupByPlan.of(
                QUICK.aggregations(),
                GroupTerms.of(new ApproximateDp(epsilon, 1e-6))
                        .with(NeighboringRelation.ADD_OR_REMOVE_ONE)
                        .with(ContributionBounds.ONE_RECORD)
                        .discovering(false)
                        .with(NoiseChoice.AUTOMATIC));
        PartialAggregate rows = PartialAggregate.of(plan, GroupKeys.declared(List.of()), new KeyedHash(1, 2), true);
        for (int r = 0; r < 1000; r++) {
            double age = r % 4 == 0 ? Double.NaN : 20 + r % 41;
            rows.add(
                    0,
                    r,
                    0,
                    new double[] {age, 15_000, ATTRIBUTES.get(2).encode(r % 5 == 0 ? "farm" : "fishing")},
                    new long[3]);
        }
        return GroupByRelease.release(rows, PrivacyUnit.RECORD, RandomSource.seeded("quick"), ProgressMonitor.NONE);
    }

    private static double value(List<QuickStatistics.Line> lines, String column, String statistic, String value) {
        return lines.stream()
                .filter(l -> l.column().equals(column)
                        && l.statistic().equals(statistic)
                        && l.value().equals(value))
                .findFirst()
                .orElseThrow()
                .estimate()
                .value();
    }

    /** With hardly any noise every line says what the rows say. */
    @Test
    void linesAreThoseOfTheRows() {
        List<QuickStatistics.Line> lines = QUICK.lines(release(1e5), 2);
        assertEquals(1000, value(lines, "", "Rows", ""), 0.5);
        assertEquals(750, value(lines, "age", "Values", ""), 0.5);
        assertEquals(40, value(lines, "age", "Mean", ""), 0.5);
        assertEquals(40, value(lines, "age", "Median", ""), 1.5);
        assertEquals(30, value(lines, "age", "25 % quantile", ""), 1.5);
        assertEquals(15_000, value(lines, "since", "Median", ""), 20_000.0 / 256);
        assertEquals(800, value(lines, "work", "Count", "fishing"), 0.5);
        assertEquals(200, value(lines, "work", "Count", "farm"), 0.5);
        assertEquals(1 + 8 + 8 + 2, lines.size());
        assertEquals("fishing", lines.get(17).value(), "most frequent first");
        assertTrue(lines.stream().filter(QuickStatistics.Line::isDay).allMatch(l -> l.column()
                .equals("since")));
        assertEquals(6, lines.stream().filter(QuickStatistics.Line::isDay).count());
    }

    @Test
    void viewsGetTheLinesAndNothingElse() throws Exception {
        ReleasedGroups released = release(1);
        JsonObject json = JsonObject.parse(ReleasedGroupsJson.text(released, QUICK.lines(released, 1)));
        assertEquals(18, json.getArray("lines").size());
        assertEquals(4, json.getArray("lines").getObject(0).getArray("estimate").size());
        assertTrue(json.getBoolean("test"));
        assertFalse(json.has("groups"), "values beyond the most frequent stay away");
        assertEquals(1, json.getDouble("epsilon"));
    }

    @Test
    void badInputIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> QuickStatistics.of(Codebook.of(ATTRIBUTES, Codebook.Origin.DATA)));
        assertThrows(
                IllegalArgumentException.class,
                () -> QuickStatistics.of(Codebook.of(List.of(), Codebook.Origin.PUBLIC)));
        ReleasedGroups released = release(1);
        assertThrows(IllegalArgumentException.class, () -> QUICK.lines(released, 0));
    }
}
