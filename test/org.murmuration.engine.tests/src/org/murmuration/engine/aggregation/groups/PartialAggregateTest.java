// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.KeyedHash;
import org.murmuration.engine.random.RandomSource;

/** Parts of which some or all units are closed. */
class PartialAggregateTest {
    private static final List<Attribute> KEYS = List.of(Attribute.categorical("region", "N", "S"));
    private static final KeyedHash CHOICE = new KeyedHash(11, 12);

    /** A row: its unit, number, region and age. */
    private record Row(long unit, long number, String region, double age) {}

    private static List<Aggregation> everything() {
        return List.of(
                Aggregation.of(Statistic.COUNT, ""),
                Aggregation.of(Statistic.UNITS, ""),
                Aggregation.of(Statistic.DISTINCT, "age"),
                Aggregation.of(Statistic.SUM, "age", 0, 100),
                Aggregation.of(Statistic.VARIANCE, "age", 0, 100),
                Aggregation.of(Statistic.QUANTILES, "age", 0, 100, 0.25, 0.5),
                new Aggregation(
                        Statistic.HISTOGRAM, "age", Optional.empty(), List.of(0.0, 18.0, 65.0, 100.0), Double.NaN),
                Aggregation.of(Statistic.VALUES, "age"));
    }

    private static List<Aggregation> withoutValues() {
        return List.of(
                Aggregation.of(Statistic.COUNT, ""),
                Aggregation.of(Statistic.UNITS, ""),
                Aggregation.of(Statistic.MEAN, "age", 0, 100));
    }

    /** Plans take a second each. */
    private static final Map<List<Object>, GroupByPlan> PLANS = new ConcurrentHashMap<>();

    private static GroupByPlan plan(List<Aggregation> aggregations, ContributionBounds bounds, boolean discovers) {
        return PLANS.computeIfAbsent(
                List.of(aggregations, bounds, discovers),
                k -> GroupByPlan.of(
                        aggregations,
                        GroupTerms.of(new ApproximateDp(1, 1e-6)).with(bounds).discovering(discovers)));
    }

    private static GroupKeys keys(GroupByPlan plan) {
        return plan.discovers() ? GroupKeys.discovered(List.of("region")) : GroupKeys.declared(KEYS);
    }

    private static PartialAggregate empty(GroupByPlan plan, boolean rowsAreUnits) {
        return PartialAggregate.of(plan, keys(plan), CHOICE, rowsAreUnits);
    }

    private static void add(PartialAggregate part, Row row) {
        part.add(row.unit(), row.number(), part.keys().groupOf(row.region()), new double[] {row.age()}, new long[] {
            Double.isNaN(row.age()) ? 0 : Double.doubleToLongBits(row.age()) + 1
        });
    }

    private static List<Row> rows(int units, int most, Random random) {
        List<Row> rows = new ArrayList<>();
        String[] regions = {"N", "S", "far", null};
        for (int u = 0; u < units; u++) {
            for (int i = random.nextInt(most); i >= 0; i--) {
                double age = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(90);
                rows.add(new Row(31L * u + 7, rows.size(), regions[random.nextInt(4)], age));
            }
        }
        return rows;
    }

    private static byte[] bytes(PartialAggregate part) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part.write(out);
        return out.toByteArray();
    }

    private static PartialAggregate read(byte[] bytes, GroupByPlan plan, boolean rowsAreUnits) throws IOException {
        return PartialAggregate.read(new ByteArrayInputStream(bytes), plan, keys(plan), rowsAreUnits);
    }

    private static void assertSame(GroupByPlan plan, PartialAggregate a, PartialAggregate b) {
        GroupTotals first = a.finish();
        GroupTotals second = b.finish();
        int[] ofA = IntStream.range(0, a.keys().size()).toArray();
        int[] ofB = IntStream.of(ofA)
                .map(g -> plan.discovers() ? b.keys().groupOf(a.keys().values(g).toArray(String[]::new)) : g)
                .toArray();
        assertEquals(a.keys().size(), b.keys().size());
        for (int m = 0; m < plan.measures().size(); m++) {
            assertArrayEquals(
                    first.vector(m, ofA),
                    second.vector(m, ofB),
                    plan.measures().get(m).toString());
        }
        long[] units = second.units(b.keys().size());
        assertArrayEquals(
                first.units(ofA.length),
                IntStream.of(ofB).mapToLong(g -> units[g]).toArray());
    }

    /** However units are divided, ordered, closed and stored on the way. */
    @Test
    void closedAndOpenPartsMergedAreOnePass() throws IOException {
        Random random = new Random(5);
        for (int trial = 0; trial < 80; trial++) {
            boolean rowsAreUnits = trial % 4 == 3;
            ContributionBounds bounds =
                    rowsAreUnits ? ContributionBounds.ONE_RECORD : new ContributionBounds(2, 1 + trial % 3 / 2);
            GroupByPlan plan = plan(everything(), bounds, trial % 2 == 0);
            List<Row> rows = rows(50, 12, random);
            PartialAggregate whole = empty(plan, rowsAreUnits);
            rows.forEach(r -> add(whole, r));
            Collections.shuffle(rows, random);
            int parts = 2 + random.nextInt(4);
            List<PartialAggregate> divided = new ArrayList<>();
            for (int p = 0; p < parts; p++) {
                divided.add(empty(plan, rowsAreUnits));
            }
            for (Row row : rows) {
                // units of an even number keep together, others are divided among open parts, the first and the last
                int home = (int) (row.unit() % parts);
                int anywhere = random.nextBoolean() ? 0 : parts - 1;
                add(divided.get(row.unit() % 2 == 0 ? home : anywhere), row);
            }
            for (int p = 1; p < parts - 1; p++) {
                divided.get(p).close();
                assertEquals(0, divided.get(p).openUnits());
            }
            for (int p = 0; p < parts; p++) {
                if (random.nextBoolean()) {
                    divided.set(p, read(bytes(divided.get(p)), plan, rowsAreUnits));
                }
            }
            Collections.shuffle(divided, random);
            PartialAggregate merged = divided.get(0);
            divided.subList(1, parts).forEach(merged::merge);
            assertSame(plan, whole, merged);
            merged.close(); // all rows are in
            assertSame(plan, whole, merged);
            assertSame(plan, whole, read(bytes(merged), plan, rowsAreUnits));
        }
    }

    /** A stream in the order of units needs no more than those at hand. */
    @Test
    void unitsAreClosedOneAfterTheOther() {
        Random random = new Random(6);
        GroupByPlan plan = plan(everything(), new ContributionBounds(2, 2), true);
        List<Row> rows = rows(300, 8, random);
        PartialAggregate whole = empty(plan, false);
        PartialAggregate stream = empty(plan, false);
        long last = -1;
        for (Row row : rows) {
            add(whole, row);
            if (row.unit() != last) {
                stream.close();
            }
            last = row.unit();
            add(stream, row);
            assertEquals(1, stream.openUnits());
        }
        assertEquals(300, whole.openUnits());
        assertSame(plan, whole, stream);
    }

    @Test
    void closedPartsAreReleasedLikeOpenOnes() {
        GroupByPlan plan = plan(everything(), new ContributionBounds(2, 2), false);
        List<Row> rows = rows(200, 6, new Random(7));
        PartialAggregate open = empty(plan, false);
        PartialAggregate closed = empty(plan, false);
        rows.forEach(r -> add(open, r));
        rows.forEach(r -> add(closed, r));
        closed.close();
        assertEquals(
                GroupByRelease.release(open, PrivacyUnit.RECORD, RandomSource.seeded("x"), ProgressMonitor.NONE),
                GroupByRelease.release(closed, PrivacyUnit.RECORD, RandomSource.seeded("x"), ProgressMonitor.NONE));
    }

    @Test
    void rowsOfClosedUnitsAreRefused() {
        GroupByPlan plan = plan(withoutValues(), new ContributionBounds(2, 2), false);
        List<Row> rows = rows(200, 3, new Random(8));
        PartialAggregate part = empty(plan, false);
        rows.forEach(r -> add(part, r));
        part.close();
        String message = assertThrows(IllegalArgumentException.class, () -> add(part, rows.get(0)))
                .getMessage();
        assertTrue(message.contains("was closed before"), message);
        add(part, new Row(5, 99_999, "N", 1)); // of another unit
        PartialAggregate same = empty(plan, false);
        add(same, rows.get(3));
        assertThrows(IllegalArgumentException.class, () -> same.merge(part), "open there, closed here");
        assertThrows(IllegalArgumentException.class, () -> part.merge(same), "closed there, open here");
        same.close();
        assertThrows(IllegalArgumentException.class, () -> part.merge(same), "closed twice");
        PartialAggregate other = empty(plan, false);
        add(other, new Row(6, 99_998, "N", 1));
        part.merge(other);
        assertEquals(2, part.openUnits());
    }

    /** Of many units a constant number is remembered, so that a part with a share of wrong ones is found nearly always. */
    @Test
    void partsThatDivideUnitsAreNoticed() {
        GroupByPlan plan = plan(withoutValues(), new ContributionBounds(1, 1), false);
        int unnoticed = 0;
        int found = 0;
        for (int trial = 0; trial < 40; trial++) {
            KeyedHash choice = new KeyedHash(trial, 3);
            PartialAggregate[] parts = new PartialAggregate[2];
            for (int p = 0; p < 2; p++) {
                parts[p] = PartialAggregate.of(plan, keys(plan), choice, false);
                for (int u = 0; u < 5000; u++) {
                    add(parts[p], new Row(u + p * 4500L, u + p * 5000L, "N", 1)); // 500 in both
                }
                parts[p].close();
            }
            try {
                parts[0].merge(parts[1]);
                unnoticed++;
            } catch (IllegalArgumentException e) {
                found++;
            }
        }
        // 500 of 9,500: each trial fails to notice with probability (1 - 500 / 9500)^256 = 1e-6
        assertEquals(0, unnoticed);
        assertEquals(40, found);
    }

    @Test
    void aSampleIsThatOfTheUnionHoweverItIsMade() {
        Random random = new Random(9);
        for (int trial = 0; trial < 50; trial++) {
            long[] hashes = random.longs(random.nextInt(900)).toArray();
            UnitSample whole = new UnitSample();
            UnitSample first = new UnitSample();
            UnitSample second = new UnitSample();
            for (long h : hashes) {
                whole.add(h);
                whole.add(h);
                (random.nextBoolean() ? first : second).add(h);
            }
            first.addAll(second);
            long[] expected =
                    Arrays.stream(hashes).sorted().limit(UnitSample.SIZE).toArray();
            assertArrayEquals(expected, whole.toArray());
            assertArrayEquals(expected, first.toArray());
            for (int i = 0; i < expected.length; i++) {
                assertTrue(whole.contains(expected[i]));
            }
            assertEquals(hashes.length == 0, whole.isEmpty());
        }
    }

    @Test
    void theSizeOfAClosedPartDoesNotGrowWithItsUnits() throws IOException {
        for (boolean discovers : new boolean[] {false, true}) {
            GroupByPlan plan = plan(withoutValues(), new ContributionBounds(2, 3), discovers);
            int[] sizes = new int[2];
            int open = 0;
            for (int i = 0; i < 2; i++) {
                PartialAggregate part = empty(plan, false);
                rows(i == 0 ? 2000 : 20_000, 3, new Random(10)).forEach(r -> add(part, r));
                open = bytes(part).length;
                part.close();
                sizes[i] = bytes(part).length;
            }
            assertEquals(sizes[0], sizes[1], "ten times the units");
            assertTrue(open > 20_000 * 60, "open: " + open);
            int ofGroups = 4 * (1 + plan.measures().size()) * Long.BYTES;
            int constant = UnitSample.SIZE * Long.BYTES + 400;
            assertTrue(sizes[1] <= ofGroups + constant, "closed: " + sizes[1]);
        }
    }

    @Test
    void countsBeyondAnIntAreMerged() throws IOException {
        GroupByPlan plan = plan(everything(), ContributionBounds.ONE_RECORD, false);
        PartialAggregate part = empty(plan, true);
        List<Row> rows = rows(100, 4, new Random(12));
        rows.forEach(r -> add(part, r));
        for (int i = 0; i < 40; i++) {
            part.merge(read(bytes(part), plan, true));
        }
        PartialAggregate once = empty(plan, true);
        rows.forEach(r -> add(once, r));
        int[] groups = IntStream.range(0, 4).toArray();
        for (int m = 0; m < plan.measures().size(); m++) {
            boolean isDistinct = plan.measures().get(m).kind() == Measure.Kind.DISTINCT;
            long[] expected = once.finish().vector(m, groups);
            for (int i = 0; i < expected.length; i++) {
                expected[i] = isDistinct ? expected[i] : Math.multiplyExact(expected[i], 1L << 40);
            }
            assertArrayEquals(expected, part.finish().vector(m, groups));
        }
        assertEquals(
                rows.size() * (1L << 40), Arrays.stream(part.finish().units(4)).sum());
        ReleasedGroups released =
                GroupByRelease.release(part, PrivacyUnit.RECORD, RandomSource.seeded("large"), ProgressMonitor.NONE);
        double total = released.groups().stream()
                .mapToDouble(g -> g.estimates().get(0).value())
                .sum();
        assertEquals(rows.size() * Math.pow(2, 40), total, 1e6);
    }

    private static PartialAggregate golden() {
        GroupByPlan plan = goldenPlan();
        PartialAggregate part = empty(plan, false);
        rows(6, 3, new Random(13)).forEach(r -> add(part, r));
        part.close();
        add(part, new Row(9000, 500, "S", 44.5));
        add(part, new Row(9000, 501, "S", 45));
        return part;
    }

    private static GroupByPlan goldenPlan() {
        return plan(everything(), new ContributionBounds(2, 2), true);
    }

    @Test
    void theStoredFormIsGoldenAndReadBack() throws IOException {
        String form = HexFormat.of().formatHex(bytes(golden())).replaceAll("(.{100})", "$1\n") + "\n";
        String expected;
        try (var in = PartialAggregateTest.class.getResourceAsStream("partial-golden.txt")) {
            expected = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
        assertEquals(expected, form);
        byte[] stored = HexFormat.of().parseHex(expected.replace("\n", ""));
        PartialAggregate read = read(stored, goldenPlan(), false);
        assertSame(goldenPlan(), golden(), read);
        assertEquals(1, read.openUnits());
        assertEquals(stored.length, bytes(read).length);
        assertThrows(
                IllegalArgumentException.class,
                () -> rows(6, 3, new Random(13)).forEach(r -> add(read, r)),
                "units stay closed");
    }

    @Test
    void damagedNewerAndForeignFormsAreRefused() throws IOException {
        byte[] stored = bytes(golden());
        for (int length = 0; length < stored.length; length++) {
            byte[] cut = Arrays.copyOf(stored, length);
            assertThrows(IOException.class, () -> read(cut, goldenPlan(), false), "cut at " + length);
        }
        Random random = new Random(14);
        for (int trial = 0; trial < 3000; trial++) {
            byte[] changed = stored.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                read(changed, goldenPlan(), false); // a changed number may be one that is possible
            } catch (IOException e) {
                assertTrue(e.getMessage() == null || !e.getMessage().isEmpty());
            }
        }
        byte[] newer = stored.clone();
        newer[7] = 2;
        String message = assertThrows(IOException.class, () -> read(newer, goldenPlan(), false))
                .getMessage();
        assertTrue(message.contains("format 2") && message.contains("Update Murmuration"), message);
        for (GroupByPlan other : List.of(
                plan(withoutValues(), new ContributionBounds(2, 2), true),
                plan(everything(), new ContributionBounds(2, 1), true))) {
            assertThrows(IOException.class, () -> read(stored, other, false));
        }
        assertThrows(
                IOException.class,
                () -> PartialAggregate.read(
                        new ByteArrayInputStream(stored),
                        goldenPlan(),
                        GroupKeys.discovered(List.of("another column")),
                        false));
    }
}
