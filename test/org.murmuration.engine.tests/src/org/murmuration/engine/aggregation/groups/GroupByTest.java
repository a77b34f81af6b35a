// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.GaussianDp;
import org.murmuration.engine.accounting.GaussianDpAccountant;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.accounting.ledger.LedgerAccount;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.accounting.ledger.ReleaseNumber;
import org.murmuration.engine.aggregation.groups.ReleasedGroups.Estimate;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.mechanism.EpsilonBound;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.KeyedHash;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.Account;
import org.murmuration.engine.release.Release;
import org.murmuration.engine.release.Settings;

class GroupByTest {
    private static final NeighboringRelation ADD = NeighboringRelation.ADD_OR_REMOVE_ONE;
    private static final List<Attribute> KEYS = List.of(Attribute.categorical("region", "N", "S"));
    private static final Aggregation COUNT = Aggregation.of(Statistic.COUNT, "");

    /** Every statistic there is, of one column. */
    private static List<Aggregation> everything() {
        return List.of(
                COUNT,
                Aggregation.of(Statistic.UNITS, ""),
                Aggregation.of(Statistic.DISTINCT, "age"),
                Aggregation.of(Statistic.SUM, "age", 0, 100),
                Aggregation.of(Statistic.MEAN, "age", 0, 100),
                Aggregation.of(Statistic.VARIANCE, "age", 0, 100),
                Aggregation.of(Statistic.DEVIATION, "age", 0, 100),
                Aggregation.of(Statistic.QUANTILES, "age", 0, 100, 0.25, 0.5, 0.75),
                Aggregation.of(Statistic.MINIMUM, "age", 0, 100),
                Aggregation.of(Statistic.MAXIMUM, "age", 0, 100),
                new Aggregation(
                        Statistic.HISTOGRAM, "age", Optional.empty(), List.of(0.0, 18.0, 65.0, 100.0), Double.NaN),
                Aggregation.of(Statistic.VALUES, "age"));
    }

    private static GroupByPlan plan(
            List<Aggregation> aggregations,
            double epsilon,
            ContributionBounds bounds,
            boolean discovers,
            NoiseChoice noise) {
        return GroupByPlan.of(
                aggregations,
                GroupTerms.of(new ApproximateDp(epsilon, 1e-6))
                        .with(ADD)
                        .with(bounds)
                        .discovering(discovers)
                        .with(noise));
    }

    private static GroupKeys keys(boolean discovers) {
        return discovers ? GroupKeys.discovered(List.of("region")) : GroupKeys.declared(KEYS);
    }

    /** Rows of people: unit, group text, age; some ages are missing or infinite. */
    private record Row(long unit, String region, double age) {}

    private static List<Row> rows(int units, int each, String seed) {
        RandomSource random = RandomSource.seeded(seed);
        List<Row> rows = new ArrayList<>();
        for (int u = 0; u < units; u++) {
            for (int i = 0; i < each; i++) {
                long kind = random.nextLong(20);
                double age = kind == 0
                        ? Double.NaN
                        : kind == 1 ? Double.POSITIVE_INFINITY : random.nextLong(60) + (u % 2) * 30;
                rows.add(new Row(u, random.nextLong(3) == 0 ? "N" : "S", age));
            }
        }
        return rows;
    }

    private static PartialAggregate aggregate(
            GroupByPlan plan,
            GroupKeys keys,
            KeyedHash choice,
            boolean rowsAreUnits,
            List<Row> rows,
            int from,
            int to) {
        PartialAggregate partial = PartialAggregate.of(plan, keys, choice, rowsAreUnits);
        for (int r = from; r < to; r++) {
            Row row = rows.get(r);
            double[] numbers = plan.columns().isEmpty() ? new double[0] : new double[] {row.age()};
            long[] identities = plan.columns().isEmpty()
                    ? new long[0]
                    : new long[] {Double.isNaN(row.age()) ? 0 : Double.doubleToLongBits(row.age()) + 1};
            partial.add(row.unit(), r, keys.groupOf(row.region()), numbers, identities);
        }
        return partial;
    }

    private static PartialAggregate aggregate(GroupByPlan plan, boolean rowsAreUnits, List<Row> rows) {
        return aggregate(plan, keys(plan.discovers()), new KeyedHash(1, 2), rowsAreUnits, rows, 0, rows.size());
    }

    private static ReleasedGroups release(PartialAggregate partial, RandomSource random) {
        return GroupByRelease.release(partial, PrivacyUnit.RECORD, random, ProgressMonitor.NONE);
    }

    // --- what is added up -------------------------------------------------------------------------------------------

    /** With hardly any noise the statistics are those of the textbook. */
    @Test
    void statisticsAreThoseOfTheRows() {
        List<Row> rows = rows(400, 1, "exact");
        GroupByPlan plan = plan(everything(), 1e5, ContributionBounds.ONE_RECORD, false, NoiseChoice.LAPLACE);
        ReleasedGroups released = release(aggregate(plan, true, rows), RandomSource.seeded("exact"));
        assertEquals(4, released.groups().size()); // N, S, other, missing
        assertEquals(List.of("N"), released.groups().get(0).values());
        double[] ages = rows.stream()
                .filter(r -> r.region().equals("N") && Double.isFinite(r.age()))
                .mapToDouble(Row::age)
                .sorted()
                .toArray();
        double mean = Arrays.stream(ages).average().orElseThrow();
        double variance =
                Arrays.stream(ages).map(a -> (a - mean) * (a - mean)).average().orElseThrow();
        List<Estimate> n = released.groups().get(0).estimates();
        double count = rows.stream().filter(r -> r.region().equals("N")).count();
        assertEquals(count, n.get(0).value());
        assertEquals(count, n.get(1).value());
        assertEquals(
                rows.stream()
                        .filter(r -> r.region().equals("N") && !Double.isNaN(r.age()))
                        .map(Row::age)
                        .distinct()
                        .count(),
                n.get(2).value());
        assertEquals(Arrays.stream(ages).sum(), n.get(3).value(), 1);
        assertEquals(mean, n.get(4).value(), 0.02);
        assertEquals(variance, n.get(5).value(), 1);
        assertEquals(Math.sqrt(variance), n.get(6).value(), 0.05);
        for (int q = 0; q < 3; q++) {
            assertEquals(
                    ages[(int) (0.25 * (q + 1) * ages.length)], n.get(7 + q).value(), 1.5);
        }
        assertEquals(ages[0], n.get(10).value(), 1.5);
        assertEquals(ages[ages.length - 1], n.get(11).value(), 1.5);
        assertEquals(Arrays.stream(ages).filter(a -> a < 18).count(), n.get(12).value());
        assertEquals(
                Arrays.stream(ages).filter(a -> a >= 18 && a < 65).count(),
                n.get(13).value());
        assertEquals(plan.outputs().size(), n.size());
        assertEquals("Quantile 0.25 of age", released.titles().get(7));
        assertEquals("Count of age in [65, 100]", released.titles().get(14));
        // nobody in a group: counts of nothing, and means that are not known
        List<Estimate> none = released.groups().get(2).estimates();
        assertEquals(0, none.get(0).value());
        assertTrue(none.get(0).containsZero());
        assertEquals(new Estimate(50, 100 / Math.sqrt(12), 0, 100), none.get(4));
    }

    private static void assertSame(GroupByPlan plan, PartialAggregate a, PartialAggregate b) {
        GroupTotals first = a.finish();
        GroupTotals second = b.finish();
        List<Integer> order = new ArrayList<>();
        for (int g = 0; g < a.keys().size(); g++) {
            order.add(b.keys().groupOf(a.keys().values(g).toArray(String[]::new)));
        }
        assertEquals(a.keys().size(), b.keys().size());
        int[] ofA = IntStream.range(0, a.keys().size()).toArray();
        int[] ofB = order.stream().mapToInt(Integer::intValue).toArray();
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

    /** Merged parts are one pass, however rows are divided and ordered, whether stored on the way or not. */
    @Test
    void mergedPartsAreOnePass() throws IOException {
        RandomSource random = RandomSource.seeded("parts");
        for (int trial = 0; trial < 60; trial++) {
            boolean discovers = trial % 2 == 0;
            boolean rowsAreUnits = trial % 3 == 0;
            ContributionBounds bounds = rowsAreUnits
                    ? ContributionBounds.ONE_RECORD
                    : new ContributionBounds(1 + trial % 2, 1 + (int) random.nextLong(4));
            List<Aggregation> aggregations = trial % 5 == 0
                    ? List.of(
                            COUNT,
                            Aggregation.of(Statistic.MEAN, "age", 0, 100),
                            Aggregation.of(Statistic.QUANTILES, "age", 0, 100, 0.5))
                    : everything();
            GroupByPlan plan = plan(aggregations, 1, bounds, discovers, NoiseChoice.AUTOMATIC);
            List<Row> rows = rows(40, 8, "rows" + trial);
            KeyedHash choice = KeyedHash.random(random);
            int cut = (int) random.nextLong(rows.size() + 1L);
            PartialAggregate whole = aggregate(plan, keys(discovers), choice, rowsAreUnits, rows, 0, rows.size());
            PartialAggregate second = aggregate(plan, keys(discovers), choice, rowsAreUnits, rows, cut, rows.size());
            PartialAggregate merged = aggregate(plan, keys(discovers), choice, rowsAreUnits, rows, 0, cut);
            ByteArrayOutputStream stored = new ByteArrayOutputStream();
            merged.write(stored);
            merged = PartialAggregate.read(
                    new ByteArrayInputStream(stored.toByteArray()), plan, keys(discovers), rowsAreUnits);
            merged.merge(second);
            assertSame(plan, whole, merged);
            PartialAggregate backwards = second;
            backwards.merge(aggregate(plan, keys(discovers), choice, rowsAreUnits, rows, 0, cut));
            assertSame(plan, whole, backwards);
        }
    }

    /** No person counts for more than the bounds, and one person more changes nothing of the others. */
    @Test
    void contributionsAreBoundedAndPeopleDoNotTouchEachOther() {
        ContributionBounds bounds = new ContributionBounds(1, 3);
        GroupByPlan plan = plan(everything(), 1, bounds, false, NoiseChoice.AUTOMATIC);
        for (int trial = 0; trial < 40; trial++) {
            List<Row> rows = rows(30, 10, "bounded" + trial);
            List<Row> without = rows.stream().filter(r -> r.unit() != 7).toList();
            // rows keep their numbers, as they would in a store
            PartialAggregate some = PartialAggregate.of(plan, keys(false), new KeyedHash(trial, 9), false);
            PartialAggregate all = PartialAggregate.of(plan, keys(false), new KeyedHash(trial, 9), false);
            for (int r = 0; r < rows.size(); r++) {
                Row row = rows.get(r);
                double[] numbers = {row.age()};
                long[] identities = {Double.doubleToLongBits(row.age()) + 1};
                int group = all.keys().groupOf(row.region());
                all.add(row.unit(), r, group, numbers, identities);
                if (without.contains(row)) {
                    some.add(row.unit(), r, group, numbers, identities);
                }
            }
            GroupTotals a = all.finish();
            assertMovedWithinBounds(plan, a, some.finish(), 1);
            int[] groups = IntStream.range(0, 4).toArray();
            long[] rowsOfGroups = a.vector(0, groups);
            assertTrue(Arrays.stream(rowsOfGroups).sum() <= 30L * 3);
            assertEquals(30, Arrays.stream(a.units(4)).sum());
        }
    }

    private static void assertMovedWithinBounds(GroupByPlan plan, GroupTotals a, GroupTotals b, int factor) {
        int[] groups = IntStream.range(0, 4).toArray();
        for (int m = 0; m < plan.measures().size(); m++) {
            long[] x = a.vector(m, groups);
            long[] y = b.vector(m, groups);
            long l1 = 0;
            long l2 = 0;
            for (int i = 0; i < x.length; i++) {
                l1 += Math.abs(x[i] - y[i]);
                l2 += (x[i] - y[i]) * (x[i] - y[i]);
            }
            Measure measure = plan.measures().get(m);
            assertTrue(l1 <= measure.l1(plan.bounds(), factor), measure + " moved by " + l1);
            assertTrue(l2 <= measure.squaredL2(plan.bounds(), factor), measure + " moved by a square of " + l2);
        }
    }

    /** Also when a person is replaced by another; the worst of sums is one end of the range in place of the other. */
    @Test
    void replacedPeopleMoveNoMeasureBeyondItsBounds() {
        RandomSource random = RandomSource.seeded("replaced");
        for (int groupsOfUnit = 1; groupsOfUnit <= 3; groupsOfUnit++) {
            ContributionBounds bounds = new ContributionBounds(groupsOfUnit, 2);
            GroupByPlan plan = plan(everything(), 1, bounds, false, NoiseChoice.GAUSSIAN);
            for (int trial = 0; trial < 60; trial++) {
                List<Row> others = rows(10, 4, "others" + trial);
                PartialAggregate[] both = new PartialAggregate[2];
                for (int b = 0; b < 2; b++) {
                    List<Row> rows = new ArrayList<>(others);
                    for (int i = 0; i < 12; i++) {
                        double age =
                                trial < 20 ? 100 * b : random.nextLong(3) == 0 ? Double.NaN : random.nextLong(140) - 20;
                        String region =
                                trial < 20 || random.nextLong(2) == 0 ? "N" : random.nextLong(2) == 0 ? "S" : "x";
                        rows.add(new Row(1000, trial < 20 && i % 2 == 0 ? "S" : region, age));
                    }
                    both[b] = aggregate(plan, keys(false), new KeyedHash(trial, 3), false, rows, 0, rows.size());
                }
                assertMovedWithinBounds(plan, both[0].finish(), both[1].finish(), 2);
            }
        }
    }

    /** Which groups and rows are kept is uniform: of 3 groups each is kept in a third of 6,000 cases, give or take 4.5 sigma. */
    @Test
    void keptGroupsAndRowsAreAUniformSample() {
        GroupByPlan plan = plan(
                List.of(COUNT, Aggregation.of(Statistic.SUM, "age", 0, 100)),
                1,
                new ContributionBounds(1, 2),
                true,
                NoiseChoice.AUTOMATIC);
        GroupKeys keys = GroupKeys.discovered(List.of("region"));
        PartialAggregate partial = PartialAggregate.of(plan, keys, new KeyedHash(3, 4), false);
        long row = 0;
        for (long unit = 0; unit < 6000; unit++) {
            for (int g = 0; g < 3; g++) {
                for (int i = 0; i < 4; i++) { // of four rows with values 0, 0, 0, 100 two are kept
                    partial.add(unit, row++, keys.groupOf("g" + g), new double[] {i == 3 ? 100 : 0}, new long[1]);
                }
            }
        }
        long[] counts = partial.finish().vector(0, new int[] {0, 1, 2});
        assertEquals(12_000, Arrays.stream(counts).sum());
        for (long c : counts) {
            assertEquals(4000, c, 2 * 4.5 * Math.sqrt(6000 * 2 / 9.0));
        }
        Measure total = plan.measures().get(1);
        double kept =
                Arrays.stream(partial.finish().vector(1, new int[] {0, 1, 2})).sum()
                        * total.grid().distance()
                        / 100;
        assertEquals(3000, kept, 4.5 * Math.sqrt(6000 * 0.25)); // each with probability one half
    }

    // --- noise ------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(
            value = NoiseChoice.class,
            names = {"LAPLACE", "GAUSSIAN"})
    void estimatesAreUnbiasedAndIntervalsCover(NoiseChoice noise) {
        List<Row> rows = rows(6000, 1, "coverage");
        List<Aggregation> aggregations = List.of(
                COUNT,
                Aggregation.of(Statistic.UNITS, ""),
                Aggregation.of(Statistic.DISTINCT, "age"),
                Aggregation.of(Statistic.SUM, "age", 0, 100),
                Aggregation.of(Statistic.MEAN, "age", 0, 100),
                Aggregation.of(Statistic.VARIANCE, "age", 0, 100),
                Aggregation.of(Statistic.DEVIATION, "age", 0, 100));
        // noise of several records: whole numbers that are hardly moved have no interval of 95 %
        GroupByPlan plan = plan(aggregations, 0.8, ContributionBounds.ONE_RECORD, false, noise);
        assertEquals(noise == NoiseChoice.GAUSSIAN, plan.isGaussian());
        PartialAggregate partial = aggregate(plan, true, rows);
        GroupByPlan exactPlan = plan(aggregations, 1e5, ContributionBounds.ONE_RECORD, false, NoiseChoice.LAPLACE);
        List<Estimate> truth = release(aggregate(exactPlan, true, rows), RandomSource.seeded("truth"))
                .groups()
                .get(1)
                .estimates();
        int repetitions = 1000;
        double[] sum = new double[truth.size()];
        double[] squares = new double[truth.size()];
        int[] covered = new int[truth.size()];
        double[] stated = new double[truth.size()];
        RandomSource random = RandomSource.seeded("coverage" + noise);
        for (int i = 0; i < repetitions; i++) {
            List<Estimate> e = release(partial, random).groups().get(1).estimates();
            for (int k = 0; k < sum.length; k++) {
                double error = e.get(k).value() - truth.get(k).value();
                sum[k] += error / repetitions;
                squares[k] += error * error / repetitions;
                stated[k] += e.get(k).error() / repetitions;
                covered[k] += e.get(k).low() <= truth.get(k).value()
                                && truth.get(k).value() <= e.get(k).high()
                        ? 1
                        : 0;
            }
        }
        for (int k = 0; k < sum.length; k++) {
            String what = plan.outputs().get(k).title() + " with " + noise;
            double deviation = Math.sqrt(squares[k]);
            // a ratio has a bias of the second order, a hundredth of its deviation here
            double allowed = (4 / Math.sqrt(repetitions) + 0.02) * deviation;
            assertEquals(0, sum[k], allowed, what);
            assertEquals(deviation, stated[k], 0.12 * deviation, what);
            // 93.5 to 96.5 %, and a tenth of what a thousand repetitions leave open
            assertTrue(covered[k] >= 930 && covered[k] <= 970, what + " covers " + covered[k]);
        }
    }

    @Test
    void intervalsOfQuantilesCoverAndTheirErrorIsExpected() {
        List<Row> rows = rows(20_000, 1, "quantiles");
        GroupByPlan plan = plan(
                List.of(Aggregation.of(Statistic.QUANTILES, "age", 0, 100, 0.1, 0.5, 0.9)),
                1,
                ContributionBounds.ONE_RECORD,
                false,
                NoiseChoice.AUTOMATIC);
        double[] ages = rows.stream()
                .filter(r -> r.region().equals("S") && Double.isFinite(r.age()))
                .mapToDouble(Row::age)
                .sorted()
                .toArray();
        PartialAggregate partial = aggregate(plan, true, rows);
        RandomSource random = RandomSource.seeded("quantiles");
        int covered = 0;
        double error = 0;
        for (int i = 0; i < 200; i++) {
            List<Estimate> e = release(partial, random).groups().get(1).estimates();
            for (int q = 0; q < 3; q++) {
                double truth = ages[(int) (new double[] {0.1, 0.5, 0.9}[q] * ages.length)];
                // ages are whole years, so the truth is an interval of one year
                covered += e.get(q).low() <= truth + 1 && e.get(q).high() >= truth - 0.03 ? 1 : 0; // or in its leaf
                error = Math.max(error, Math.abs(e.get(q).value() - truth));
                assertTrue(e.get(q).low() <= e.get(q).value()
                        && e.get(q).value() <= e.get(q).high());
            }
        }
        assertTrue(covered >= 570, covered + " of 600");
        assertTrue(error < 4, "" + error);
        assertTrue(plan.expectedError(plan.outputs().get(1), ages.length) < 2);
    }

    @Test
    void noiseIsNeverLargerThanThatOfGooglesLibrary() {
        for (double epsilon : new double[] {0.1, 1, 3}) {
            for (double delta : new double[] {1e-5, 1e-10}) {
                for (int groups : new int[] {1, 2, 3, 5, 10, 30, 100}) {
                    for (int rows : new int[] {1, 2, 5, 10}) {
                        ContributionBounds bounds = new ContributionBounds(groups, rows);
                        for (NoiseChoice noise : List.of(NoiseChoice.LAPLACE, NoiseChoice.GAUSSIAN)) {
                            GroupTerms terms = GroupTerms.of(new ApproximateDp(epsilon, delta))
                                    .with(ADD)
                                    .with(bounds)
                                    .discovering(false)
                                    .with(noise);
                            double count = theirs(epsilon, delta, groups, rows, noise);
                            assertAtMost(count, GroupByPlan.of(List.of(COUNT), terms), 0, 1);
                            assertAtMost(
                                    count * 80,
                                    GroupByPlan.of(List.of(Aggregation.of(Statistic.SUM, "x", -80, 20)), terms),
                                    0,
                                    1.0005);
                            // theirs splits epsilon and delta in halves: a count, and a sum of half the range
                            GroupByPlan mean =
                                    GroupByPlan.of(List.of(Aggregation.of(Statistic.MEAN, "x", -80, 20)), terms);
                            double half = theirs(epsilon / 2, delta / 2, groups, rows, noise);
                            assertAtMost(half * 50, mean, 0, 1.0005);
                            assertAtMost(half, mean, 1, 1);
                        }
                    }
                }
            }
        }
    }

    private static double theirs(double epsilon, double delta, int groups, int rows, NoiseChoice noise) {
        return noise == NoiseChoice.LAPLACE
                ? Math.sqrt(2) * groups * rows / epsilon
                : Math.sqrt(groups) * rows / GaussianDp.mu(epsilon, delta);
    }

    private static void assertAtMost(double theirs, GroupByPlan plan, int measure, double slack) {
        double ours = plan.deviation(plan.measures().get(measure));
        // of noise that is larger than the grid its steps do not matter; sums are on a grid of a 4096th of their range
        assertTrue(ours <= theirs * slack * (1 + 1e-4) + 1e-3, ours + " against " + theirs);
    }

    @Test
    void theSmallerNoiseIsChosenAndBudgetsAreKept() {
        ContributionBounds many = new ContributionBounds(50, 1);
        assertTrue(plan(List.of(COUNT), 1, many, false, NoiseChoice.AUTOMATIC).isGaussian());
        assertFalse(plan(List.of(COUNT), 1, ContributionBounds.ONE_RECORD, false, NoiseChoice.AUTOMATIC)
                .isGaussian());
        for (ContributionBounds bounds : List.of(ContributionBounds.ONE_RECORD, many)) {
            for (NoiseChoice noise : NoiseChoice.values()) {
                GroupByPlan plan = plan(everything(), 0.7, bounds, false, noise);
                List<PrivacyEvent> parts = plan.event().parts();
                if (plan.isGaussian()) {
                    GaussianDpAccountant accountant = new GaussianDpAccountant();
                    parts.forEach(accountant::charge);
                    assertTrue(accountant.epsilon(1e-6) <= 0.7);
                    assertTrue(accountant.epsilon(1e-6) >= 0.7 * (1 - 1e-4));
                } else {
                    double epsilon = parts.stream()
                            .mapToDouble(PrivacyEvent::pureEpsilon)
                            .sum();
                    assertTrue(epsilon <= 0.7 && epsilon >= 0.7 * (1 - 1e-4), "" + epsilon);
                }
            }
        }
        // a mean costs what sum and count cost; sum, mean and variance of a column share both
        assertEquals(2, measures(Aggregation.of(Statistic.MEAN, "x", 0, 1)));
        assertEquals(
                3,
                measures(
                        Aggregation.of(Statistic.SUM, "x", 0, 1),
                        Aggregation.of(Statistic.MEAN, "x", 0, 1),
                        Aggregation.of(Statistic.VARIANCE, "x", 0, 1),
                        Aggregation.of(Statistic.DEVIATION, "x", 0, 1)));
        assertEquals(1, measures(Aggregation.of(Statistic.SUM, "x", 0, 1)));
        assertEquals(
                1,
                measures(
                        Aggregation.of(Statistic.MINIMUM, "x", 0, 1),
                        Aggregation.of(Statistic.QUANTILES, "x", 0, 1, 0.5),
                        Aggregation.of(Statistic.MAXIMUM, "x", 0, 1)));
    }

    private static int measures(Aggregation... aggregations) {
        return plan(List.of(aggregations), 1, ContributionBounds.ONE_RECORD, false, NoiseChoice.AUTOMATIC)
                .measures()
                .size();
    }

    /** The planner, from formulas alone, foretells the error that is released. */
    @Test
    void expectedErrorsAreThoseThatAreReleased() {
        List<Row> rows = rows(6000, 1, "planner");
        GroupByPlan plan = plan(everything(), 2, ContributionBounds.ONE_RECORD, false, NoiseChoice.GAUSSIAN);
        List<Estimate> e = release(aggregate(plan, true, rows), RandomSource.seeded("planner"))
                .groups()
                .get(1)
                .estimates();
        for (int k = 0; k < e.size(); k++) {
            GroupByPlan.Output output = plan.outputs().get(k);
            Statistic s = output.aggregation().statistic();
            boolean isRough = s == Statistic.QUANTILES || s == Statistic.MINIMUM || s == Statistic.MAXIMUM;
            double expected = plan.expectedError(output, 4000);
            assertTrue(
                    e.get(k).error() > expected / (isRough ? 5 : 2) && e.get(k).error() < expected * (isRough ? 5 : 2),
                    output.title() + ": " + e.get(k).error() + ", expected " + expected);
        }
    }

    // --- discovered groups ------------------------------------------------------------------------------------------

    @Test
    void discoveredGroupsAreSelectedAndSorted() {
        List<Row> rows = new ArrayList<>(rows(4000, 1, "discover"));
        rows.add(new Row(99_999, "only one", 20));
        GroupByPlan plan = plan(List.of(COUNT), 1, ContributionBounds.ONE_RECORD, true, NoiseChoice.AUTOMATIC);
        ReleasedGroups released = release(aggregate(plan, true, rows), RandomSource.seeded("discover"));
        assertEquals(
                List.of(List.of("N"), List.of("S")),
                released.groups().stream().map(ReleasedGroups.Group::values).toList());
        assertTrue(released.discovered());
        assertEquals(3, released.events().size());
        assertEquals(plan.event().parts(), released.events());
        assertTrue(plan.unitsToBeNamed() > 10);
        assertTrue(plan.probabilityOfBeingNamed(1) <= 1e-6);
        assertEquals(1, plan.probabilityOfBeingNamed(100_000), 1e-9);
        // a person in many groups: noise and a threshold name smaller groups
        GroupByPlan many = plan(List.of(COUNT), 1, new ContributionBounds(100, 1), true, NoiseChoice.AUTOMATIC);
        assertTrue(many.selection().isGaussian());
        assertFalse(plan.selection().isGaussian());
        assertTrue(many.probabilityOfBeingNamed(1) <= 1e-6);
    }

    // --- privacy ----------------------------------------------------------------------------------------------------

    /** One person with ten rows in one group, against nobody; a broken twin takes their rows for those of ten people. */
    private static double bound(Aggregation aggregation, int output, boolean forgetsUnits) {
        double epsilon = 1;
        GroupByPlan plan = GroupByPlan.of(
                List.of(aggregation),
                GroupTerms.of(new ApproximateDp(epsilon, 1e-6))
                        .with(ADD)
                        .with(new ContributionBounds(1, 2))
                        .discovering(false)
                        .with(NoiseChoice.AUTOMATIC));
        List<Row> none = List.of(new Row(50, "S", 5), new Row(51, "S", 5));
        List<Row> one = new ArrayList<>(none);
        for (int i = 0; i < 60; i++) {
            one.add(new Row(forgetsUnits ? i : 7, "S", 90 + i % 10));
        }
        PartialAggregate with = together(plan, one);
        PartialAggregate without = together(plan, none);
        RandomSource random = RandomSource.seeded("audit" + aggregation.statistic() + forgetsUnits);
        GroupByPlan.Output what = plan.outputs().get(output);
        double step = Math.max(1e-9, plan.expectedError(what, 2) / 2);
        return EpsilonBound.of(
                1500,
                1e-6,
                () -> Math.round(value(with, output, random) / step),
                () -> Math.round(value(without, output, random) / step));
    }

    /** All rows in one group. */
    private static PartialAggregate together(GroupByPlan plan, List<Row> rows) {
        GroupKeys one = GroupKeys.declared(List.of());
        PartialAggregate partial = PartialAggregate.of(plan, one, new KeyedHash(1, 2), false);
        for (int r = 0; r < rows.size(); r++) {
            double age = rows.get(r).age();
            double[] numbers = plan.columns().isEmpty() ? new double[0] : new double[] {age};
            partial.add(rows.get(r).unit(), r, one.groupOf(), numbers, new long[] {Double.doubleToLongBits(age) + 1});
        }
        return partial;
    }

    private static double value(PartialAggregate partial, int output, RandomSource random) {
        return release(partial, random).groups().get(0).estimates().get(output).value();
    }

    @ParameterizedTest
    @EnumSource(Statistic.class)
    void measuredEpsilonStaysBelowTheClaimAndThatOfABrokenTwinDoesNot(Statistic statistic) {
        List<Aggregation> all = everything();
        Aggregation aggregation =
                all.stream().filter(a -> a.statistic() == statistic).findFirst().orElseThrow();
        int output = statistic == Statistic.HISTOGRAM ? 2 : 0;
        double kept = bound(aggregation, output, false);
        assertTrue(kept <= 1, statistic + ": epsilon is at least " + kept);
        double broken = bound(aggregation, output, true);
        assertTrue(broken > 1, statistic + ": epsilon of the broken twin is only found to be at least " + broken);
    }

    /** A group that one person alone has is named with probability delta at most; a twin that counts their rows is rejected. */
    @Test
    void groupsOfOnePersonAreHardlyEverNamed() {
        GroupByPlan plan = GroupByPlan.of(
                List.of(COUNT),
                GroupTerms.of(new ApproximateDp(1, 0.01))
                        .with(ADD)
                        .with(new ContributionBounds(1, 60))
                        .discovering(true)
                        .with(NoiseChoice.AUTOMATIC));
        for (boolean forgetsUnits : new boolean[] {false, true}) {
            List<Row> rows = IntStream.range(0, 60)
                    .mapToObj(i -> new Row(forgetsUnits ? i : 1, "S", 20))
                    .toList();
            PartialAggregate partial = aggregate(plan, false, rows);
            RandomSource random = RandomSource.seeded("named" + forgetsUnits);
            int named = 0;
            for (int i = 0; i < 4000; i++) {
                named += release(partial, random).groups().size();
            }
            // delta of the selection is 0.005: 20 of 4,000; more than 45 has probability 2e-7
            assertEquals(forgetsUnits, named > 45, named + " of 4000");
        }
    }

    /** The number of groups that are not named is unbiased, its interval covers, and one person moves it by their groups. */
    @Test
    void groupsThatAreNotNamedAreCountedWithNoise() {
        GroupByPlan plan = plan(List.of(COUNT), 1, new ContributionBounds(2, 1), true, NoiseChoice.LAPLACE);
        GroupKeys keys = GroupKeys.discovered(List.of("region"));
        PartialAggregate partial = PartialAggregate.of(plan, keys, new KeyedHash(1, 2), false);
        for (int u = 0; u < 2000; u++) {
            partial.add(u, u, keys.groupOf(u < 30 ? "rare" + u : "N"), new double[0], new long[0]);
        }
        RandomSource random = RandomSource.seeded("unnamed");
        int covered = 0;
        double sum = 0;
        double error = 0;
        for (int i = 0; i < 2000; i++) {
            ReleasedGroups released = release(partial, random);
            assertEquals(
                    1, released.groups().size(), "no group of one is named"); // probability 30 times 2000 times 1e-7
            Estimate e = released.unnamed().orElseThrow();
            covered += e.low() <= 30 && 30 <= e.high() ? 1 : 0;
            sum += e.value();
            error = e.error();
        }
        assertEquals(30, sum / 2000, 4 * error / Math.sqrt(2000));
        assertTrue(covered > 0.935 * 2000 && covered < 0.965 * 2000, covered + " of 2000");
        // a fiftieth of epsilon over two groups
        assertEquals(2 / 0.02, plan.noiseOfUnnamed().scale(), 0.01);
        assertEquals(0.02, plan.noiseOfUnnamed().event().pureEpsilon(), 1e-6);
        GroupByPlan declared = plan(List.of(COUNT), 1, ContributionBounds.ONE_RECORD, false, NoiseChoice.LAPLACE);
        assertTrue(
                release(aggregate(declared, true, List.of()), random).unnamed().isEmpty());
    }

    // --- totals -----------------------------------------------------------------------------------------------------

    /** Numbers of a tree with 1, 2 and 6 nodes, against the normal equations solved by elimination. */
    @Test
    void agreeingNumbersAreTheWeightedLeastSquares() {
        RandomSource random = RandomSource.seeded("agree");
        double[] variances = {4, 0.5, 2};
        int[] nodes = {1, 2, 6};
        double[][] noisy = new double[3][];
        List<double[]> rows = new ArrayList<>(); // which groups a node adds up
        List<Double> right = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int p = 0; p < 3; p++) {
            noisy[p] = new double[nodes[p]];
            for (int i = 0; i < nodes[p]; i++) {
                noisy[p][i] = random.nextLong(1000) - 300;
                double[] row = new double[6];
                Arrays.fill(row, i * 6 / nodes[p], (i + 1) * 6 / nodes[p], 1);
                rows.add(row);
                right.add(noisy[p][i]);
                weights.add(1 / variances[p]);
            }
        }
        double[][] normal = new double[6][13];
        for (int r = 0; r < rows.size(); r++) {
            for (int i = 0; i < 6; i++) {
                for (int j = 0; j < 6; j++) {
                    normal[i][j] += weights.get(r) * rows.get(r)[i] * rows.get(r)[j];
                }
                normal[i][6] += weights.get(r) * rows.get(r)[i] * right.get(r);
            }
        }
        for (int i = 0; i < 6; i++) {
            normal[i][7 + i] = 1;
        }
        for (int i = 0; i < 6; i++) { // positive definite, so the diagonal will do
            double pivot = normal[i][i];
            for (int j = 0; j < 13; j++) {
                normal[i][j] /= pivot;
            }
            for (int k = 0; k < 6; k++) {
                double times = normal[k][i];
                for (int j = 0; k != i && j < 13; j++) {
                    normal[k][j] -= times * normal[i][j];
                }
            }
        }
        double[] after = Totals.agree(noisy, 1, variances);
        for (int i = 0; i < 6; i++) {
            assertEquals(normal[i][6], noisy[2][i], 1e-9);
            assertEquals(normal[i][7 + i], after[2], 1e-12, "variance of a group");
        }
        double[] one = Totals.kurtosis(new int[] {5}, new double[] {7});
        assertEquals(3, one[0], 1e-12, "a noise alone");
        double[] two = Totals.kurtosis(new int[] {1, 1}, new double[] {2, 2});
        assertEquals(1.5, two[0], 1e-12, "the mean of two");
        double ofRoot = 0;
        double ofHalf = 0;
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                ofRoot += normal[i][7 + j];
                ofHalf += i < 3 && j < 3 ? normal[i][7 + j] : 0;
            }
        }
        assertEquals(ofRoot, after[0], 1e-12);
        assertEquals(ofHalf, after[1], 1e-12);
        assertEquals(noisy[1][0], noisy[2][0] + noisy[2][1] + noisy[2][2], 1e-9);
        assertEquals(noisy[0][0], noisy[1][0] + noisy[1][1], 1e-9);
    }

    private static final GroupKeys TWO_KEYS = GroupKeys.declared(
            List.of(Attribute.categorical("region", "N", "S"), Attribute.categorical("sex", "f", "m", "x")));

    private static PartialAggregate byTwoKeys(GroupByPlan plan) {
        PartialAggregate partial = PartialAggregate.of(plan, TWO_KEYS, new KeyedHash(1, 2), true);
        for (int r = 0; r < 3000; r++) {
            int group = TWO_KEYS.groupOf(r % 3 == 0 ? "N" : "S", r % 2 == 0 ? "f" : "m");
            partial.add(0, r, group, new double[] {r % 100}, new long[1]);
        }
        return partial;
    }

    /** Totals add up, are unbiased, and their intervals cover; all within the budget. */
    @ParameterizedTest
    @EnumSource(
            value = NoiseChoice.class,
            names = {"LAPLACE", "GAUSSIAN"})
    void totalsAddUpAndTheirIntervalsCover(NoiseChoice noise) {
        ApproximateDp target = new ApproximateDp(1, 1e-6);
        GroupByPlan plan = GroupByPlan.of(
                List.of(COUNT, Aggregation.of(Statistic.SUM, "age", 0, 100)),
                GroupTerms.of(target)
                        .with(ADD)
                        .with(ContributionBounds.ONE_RECORD)
                        .discovering(false)
                        .with(noise)
                        .withTotals(2));
        PartialAggregate rows = byTwoKeys(plan);
        RandomSource random = RandomSource.seeded("totals" + noise);
        int repetitions = 1000;
        int leaves = TWO_KEYS.size();
        int nodes = leaves + TWO_KEYS.prefixes(1) + 1;
        double[] sums = new double[nodes];
        int[] covered = new int[nodes];
        ReleasedGroups last = release(rows, random);
        double[] truth = new double[nodes];
        long[] exact =
                byTwoKeys(plan).finish().vector(0, IntStream.range(0, leaves).toArray());
        for (int g = 0; g < leaves; g++) {
            truth[g] = exact[g];
            truth[leaves + g / (leaves / TWO_KEYS.prefixes(1))] += exact[g];
            truth[nodes - 1] += exact[g];
        }
        for (int i = 0; i < repetitions; i++) {
            last = release(rows, random);
            for (int g = 0; g < nodes; g++) {
                Estimate e = last.groups().get(g).estimates().get(0);
                sums[g] += e.value();
                covered[g] += e.low() <= truth[g] && truth[g] <= e.high() ? 1 : 0;
            }
        }
        assertEquals(nodes, last.groups().size());
        assertEquals(
                List.of("S", GroupKeys.TOTAL), last.groups().get(leaves + 1).values());
        assertEquals(
                List.of(GroupKeys.TOTAL, GroupKeys.TOTAL),
                last.groups().get(nodes - 1).values());
        int all = 0;
        for (int g = 0; g < nodes; g++) {
            double error = last.groups().get(g).estimates().get(0).error();
            assertEquals(truth[g], sums[g] / repetitions, 4 * error / Math.sqrt(repetitions), "node " + g);
            all += covered[g];
        }
        double coverage = all / (double) (repetitions * nodes);
        assertTrue(coverage > 0.935 && coverage < 0.965, "cover " + coverage);
        for (int g = 0; g < nodes; g++) { // of each alone: 4.5 standard errors
            assertEquals(0.95, covered[g] / (double) repetitions, 0.031, "node " + g);
        }
        for (int output = 0; output < 2; output++) {
            double sum = 0;
            for (int g = 0; g < leaves; g++) {
                sum += last.groups().get(g).estimates().get(output).value();
            }
            assertEquals(last.groups().get(nodes - 1).estimates().get(output).value(), sum, 1e-6 * Math.abs(sum));
        }
        assertEquals(plan.event().parts(), last.events());
        GaussianDpAccountant accountant = new GaussianDpAccountant();
        double cost;
        if (noise == NoiseChoice.GAUSSIAN) {
            last.events().forEach(accountant::charge);
            cost = accountant.epsilon(1e-6);
        } else {
            cost = last.events().stream().mapToDouble(PrivacyEvent::pureEpsilon).sum();
        }
        assertTrue(cost <= 1 && cost > 1 - 1e-4, "costs " + cost);
        // the total is far better than the sum of as many groups
        assertTrue(last.groups().get(nodes - 1).estimates().get(0).error()
                < 0.8
                        * Math.sqrt(leaves)
                        * last.groups().get(0).estimates().get(0).error());
    }

    @Test
    void totalsOfWhatDoesNotAddUpAreRefused() {
        ApproximateDp target = new ApproximateDp(1, 1e-6);
        for (Statistic s : List.of(Statistic.UNITS, Statistic.DISTINCT)) {
            Aggregation a = Aggregation.of(s, s == Statistic.UNITS ? "" : "age");
            GroupTerms terms = GroupTerms.of(target)
                    .with(ADD)
                    .with(ContributionBounds.ONE_RECORD)
                    .discovering(false)
                    .with(NoiseChoice.AUTOMATIC)
                    .withTotals(1);
            assertThrows(IllegalArgumentException.class, () -> GroupByPlan.of(List.of(a), terms));
        }
        GroupTerms discovered = GroupTerms.of(target)
                .with(ADD)
                .with(ContributionBounds.ONE_RECORD)
                .discovering(true)
                .with(NoiseChoice.AUTOMATIC)
                .withTotals(1);
        assertThrows(IllegalArgumentException.class, () -> GroupByPlan.of(List.of(COUNT), discovered));
        GroupByPlan plan = GroupByPlan.of(
                List.of(COUNT),
                GroupTerms.of(target)
                        .with(ADD)
                        .with(ContributionBounds.ONE_RECORD)
                        .discovering(false)
                        .with(NoiseChoice.AUTOMATIC)
                        .withTotals(3));
        PartialAggregate rows = byTwoKeys(plan);
        RandomSource random = RandomSource.seeded("few");
        assertThrows(IllegalArgumentException.class, () -> release(rows, random));
    }

    /** All groups of a person may lie in one total: its sum moves by as much as all of them, its square by the square. */
    @Test
    void totalsMoveByAllGroupsOfAPerson() {
        ContributionBounds bounds = new ContributionBounds(3, 2);
        GroupByPlan plan = GroupByPlan.of(
                List.of(COUNT),
                GroupTerms.of(new ApproximateDp(1, 1e-6))
                        .with(ADD)
                        .with(bounds)
                        .discovering(false)
                        .with(NoiseChoice.GAUSSIAN)
                        .withTotals(1));
        Measure count = plan.measures().get(0);
        assertEquals(3 * 2 * 2, count.squaredL2(bounds, 1));
        assertEquals(6 * 6, count.squaredL2OfTotals(bounds, 1));
        assertEquals(6, count.l1(bounds, 1));
        assertEquals(2 * 6 * 6, count.squaredL2OfTotals(bounds, 2));
    }

    // --- ranges -----------------------------------------------------------------------------------------------------

    private static Map<String, Range> found(double epsilon, NoiseChoice noise, DoubleStream ages) throws Exception {
        GroupTerms terms = GroupTerms.of(new ApproximateDp(1, 1e-6))
                .with(ADD)
                .with(ContributionBounds.ONE_RECORD)
                .discovering(false)
                .with(noise);
        GroupByPlan search = RangeSearch.plan(List.of("age"), terms, new ApproximateDp(epsilon, 1e-7));
        double[] values = ages.toArray();
        PartialAggregate partial =
                PartialAggregate.of(search, GroupKeys.declared(List.of()), new KeyedHash(1, 2), true);
        for (int r = 0; r < values.length; r++) {
            partial.add(0, r, 0, new double[] {values[r]}, new long[1]);
        }
        ReleasedGroups released = release(partial, RandomSource.seeded("range" + epsilon + noise));
        assertEquals(noise == NoiseChoice.GAUSSIAN, released.gaussian());
        return RangeSearch.ranges(released, List.of("age"));
    }

    @Test
    void rangesAreFoundWithoutWhatLiesFarOut() throws Exception {
        for (NoiseChoice noise : List.of(NoiseChoice.LAPLACE, NoiseChoice.GAUSSIAN)) {
            DoubleStream ages = IntStream.range(0, 4000).mapToDouble(i -> 17 + i % 74);
            // one person of ten thousand years, who would spoil every mean
            assertEquals(
                    Map.of("age", new Range(16, 128)),
                    found(0.2, noise, DoubleStream.concat(ages, DoubleStream.of(10_000))));
            assertEquals(
                    Map.of("age", new Range(-1024, 0.5)),
                    found(0.2, noise, IntStream.range(0, 4000).mapToDouble(i -> -(i % 4) * 300 + 0.25)));
            assertEquals(
                    Map.of("age", new Range(0, 1.0 / 1024)),
                    found(0.2, noise, IntStream.range(0, 4000).mapToDouble(i -> 0)));
            RangeSearch.NoRangeException e = assertThrows(
                    RangeSearch.NoRangeException.class,
                    () -> found(0.01, noise, IntStream.range(0, 40).mapToDouble(i -> i)));
            assertTrue(e.getMessage().contains("Declare the bounds"), e.getMessage());
        }
    }

    /** Of nothing at all no range is found in 2,000 searches of 102 bins: one would have a probability of 10^-4. */
    @Test
    void emptyBinsHardlyEverStandOut() {
        for (NoiseChoice noise : List.of(NoiseChoice.LAPLACE, NoiseChoice.GAUSSIAN)) {
            GroupTerms terms = GroupTerms.of(new ApproximateDp(1, 1e-6))
                    .with(ADD)
                    .with(ContributionBounds.ONE_RECORD)
                    .discovering(false)
                    .with(noise);
            GroupByPlan search = RangeSearch.plan(List.of("age"), terms, new ApproximateDp(1, 1e-6));
            PartialAggregate none =
                    PartialAggregate.of(search, GroupKeys.declared(List.of()), new KeyedHash(1, 2), true);
            RandomSource random = RandomSource.seeded("nothing" + noise);
            int found = 0;
            for (int i = 0; i < 2000; i++) {
                try {
                    RangeSearch.ranges(release(none, random), List.of("age"));
                    found++;
                } catch (RangeSearch.NoRangeException e) {
                    // as it should be
                }
            }
            // expected 0.2 at most; 5 or more have probability 3e-6
            assertTrue(found < 5, found + " of 2000");
        }
    }

    @Test
    void aSearchAndItsStatisticsCostWhatIsAskedFor() throws Exception {
        GroupTerms terms = GroupTerms.of(new ApproximateDp(0.9, 9e-7))
                .with(ADD)
                .with(new ContributionBounds(2, 3))
                .discovering(false)
                .with(NoiseChoice.LAPLACE);
        GroupByPlan search = RangeSearch.plan(List.of("age"), terms, new ApproximateDp(0.1, 1e-7));
        assertEquals(new ContributionBounds(1, 3), search.bounds());
        GroupByPlan plan = GroupByPlan.of(List.of(COUNT), terms);
        ReleasedGroups first = release(together(search, List.of()), RandomSource.seeded("search"));
        ReleasedGroups second = release(aggregate(plan, false, List.of()), RandomSource.seeded("statistics"));
        ApproximateDp total = new ApproximateDp(1, 1e-6);
        ReleasedGroups both = RangeSearch.together(first, second, total);
        assertEquals(total, both.target());
        assertEquals(second.groups(), both.groups());
        LedgerTerms account = new LedgerTerms("x", PrivacyUnit.RECORD, ADD, total, "", LedgerTerms.Overlap.ADD);
        double cost = new LedgerAccount(account, List.of()).cost(ComposedEvent.of("all", both.events()));
        assertTrue(cost <= 1 && cost > 0.99, "costs " + cost);
        assertThrows(IllegalArgumentException.class, () -> RangeSearch.ranges(second, List.of("age")));
        assertThrows(IllegalArgumentException.class, () -> RangeSearch.plan(List.of(), terms, total));
        assertThrows(IllegalArgumentException.class, () -> RangeSearch.plan(List.of("a", "a"), terms, total));
    }

    /** A ledger composes Gaussian noise by zero-concentrated privacy: planned for that, a release of its budget fits it. */
    @Test
    void plansForALedgerFitABudgetOfWhatTheyAskFor() {
        ApproximateDp whole = new ApproximateDp(1, 1e-6);
        LedgerTerms account = new LedgerTerms("x", PrivacyUnit.RECORD, ADD, whole, "", LedgerTerms.Overlap.ADD);
        List<Aggregation> asked = List.of(COUNT, Aggregation.of(Statistic.MEAN, "age", 0, 100));
        for (boolean discovers : new boolean[] {false, true}) {
            for (int groups : new int[] {1, 20}) {
                for (NoiseChoice noise : NoiseChoice.values()) {
                    if (noise == NoiseChoice.LAPLACE && discovers && groups > 1) {
                        continue; // groups are found by Gaussian noise, whose cost adds up otherwise: charged more, as
                        // told
                    }
                    GroupTerms terms = GroupTerms.of(new ApproximateDp(0.9, 9e-7))
                            .with(ADD)
                            .with(new ContributionBounds(groups, 2))
                            .discovering(discovers)
                            .with(noise)
                            .withTotals(0);
                    GroupByPlan plan = GroupByPlan.of(asked, terms.inLedger(whole, 0.9));
                    GroupByPlan search = RangeSearch.plan(
                            List.of("age"), plan.companion(terms).inLedger(whole, 0.1), new ApproximateDp(0.1, 1e-7));
                    assertEquals(plan.isGaussian(), search.isGaussian());
                    double cost = new LedgerAccount(account, List.of())
                            .cost(ComposedEvent.of("all", List.of(search.event(), plan.event())));
                    String what = noise + " discovers " + discovers + " groups " + groups + " costs " + cost;
                    assertTrue(cost <= 1, what);
                    GroupByPlan alone = GroupByPlan.of(
                            asked,
                            GroupTerms.of(whole)
                                    .with(ADD)
                                    .with(new ContributionBounds(groups, 2))
                                    .discovering(discovers)
                                    .with(noise)
                                    .withTotals(0)
                                    .inLedger(whole, 1));
                    double ofAlone = new LedgerAccount(account, List.of()).cost(alone.event());
                    assertTrue(
                            ofAlone <= 1 && ofAlone > 0.7,
                            "alone " + noise + " discovers " + discovers + " " + ofAlone);
                }
            }
        }
    }

    // --- storing ----------------------------------------------------------------------------------------------------

    private static ReleasedGroups golden() {
        GroupByPlan plan = plan(
                List.of(COUNT, Aggregation.of(Statistic.MEAN, "age", 0, 100)),
                2,
                new ContributionBounds(2, 3),
                true,
                NoiseChoice.AUTOMATIC);
        List<Row> rows = new ArrayList<>(rows(200, 2, "golden"));
        for (int u = 1000; u < 1100; u++) {
            rows.add(new Row(u, null, 50));
        }
        return release(aggregate(plan, false, rows), RandomSource.seeded("golden"));
    }

    @Test
    void theStoredFormIsGoldenAndReadBack() throws IOException {
        ReleasedGroups groups = golden();
        assertTrue(groups.test());
        assertEquals(Arrays.asList((String) null), groups.groups().get(2).values(), "missing is a group, the last one");
        String expected = new String(
                GroupByTest.class.getResourceAsStream("groups-golden.json").readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(expected.strip(), ReleasedGroupsJson.text(groups));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReleasedGroupsJson.write(groups, out);
        assertEquals(groups, ReleasedGroupsJson.read(new ByteArrayInputStream(out.toByteArray())));
        for (String damaged : List.of("{}", "{\"format\":9}", "{\"format\":1}")) {
            assertThrows(
                    IOException.class,
                    () -> ReleasedGroupsJson.read(new ByteArrayInputStream(damaged.getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Test
    void aLedgerReplaysTheSameRowsAndChargesOthers(@TempDir Path folder) throws Exception {
        PrivacyLedger ledger = PrivacyLedger.create(
                folder.resolve("ledger"),
                new LedgerTerms(
                        "case records",
                        new PrivacyUnit("victim"),
                        ADD,
                        new ApproximateDp(1.5, 1e-5),
                        "",
                        LedgerTerms.Overlap.ADD));
        GroupByPlan plan = plan(List.of(COUNT), 1, ContributionBounds.ONE_RECORD, false, NoiseChoice.AUTOMATIC);
        ReleasedGroups first = recorded(ledger, plan, rows(50, 1, "a"), false);
        assertFalse(first.test());
        assertEquals("victim", first.unit().name());
        assertEquals(first, recorded(ledger, plan, rows(50, 1, "a"), true));
        assertThrows(LedgerException.class, () -> recorded(ledger, plan, rows(50, 1, "b"), false));
        assertEquals(1, ledger.entries().size());
        NeighboringRelation other = NeighboringRelation.REPLACE_ONE;
        GroupByPlan replaced = GroupByPlan.of(
                List.of(COUNT),
                GroupTerms.of(new ApproximateDp(0.1, 1e-6))
                        .with(other)
                        .with(ContributionBounds.ONE_RECORD)
                        .discovering(false)
                        .with(NoiseChoice.AUTOMATIC));
        assertThrows(
                IllegalArgumentException.class,
                () -> Release.of(
                        GroupByRelease.of(replaced, Settings.none()),
                        Account.in(ledger, ReleaseNumber.of(1), "Test", Cohort.ALL)));
        assertEquals(2, replaced.measures().get(0).l1(ContributionBounds.ONE_RECORD, 2));
    }

    private static ReleasedGroups recorded(PrivacyLedger ledger, GroupByPlan plan, List<Row> rows, boolean isReplayed)
            throws LedgerException {
        Release<GroupRows, ReleasedGroups> release = Release.of(
                GroupByRelease.of(plan, Settings.none().with("keys", List.of("region"))),
                Account.in(ledger, ReleaseNumber.of(1), "Test Node", Cohort.ALL));
        Fingerprint fingerprint = release.fingerprint().orElseThrow();
        rows.forEach(r -> fingerprint.add(r.toString().getBytes(StandardCharsets.UTF_8)));
        GroupRows counted = new GroupRows(aggregate(plan, true, rows), Optional.of(fingerprint));
        Release.Outcome<ReleasedGroups> outcome = release.run(counted, RandomSource.secure(), ProgressMonitor.NONE);
        assertEquals(isReplayed, outcome.replayed());
        return outcome.value();
    }

    // --- limits -----------------------------------------------------------------------------------------------------

    @Test
    void numbersOfAnySizeAreAddedUp() {
        for (double scale : new double[] {1e15, 1e-15, 1, 9.2e18}) {
            GroupByPlan plan = plan(
                    List.of(
                            Aggregation.of(Statistic.MEAN, "age", -scale, scale),
                            Aggregation.of(Statistic.SUM, "age", -scale, scale),
                            Aggregation.of(Statistic.VARIANCE, "age", -scale, scale),
                            Aggregation.of(Statistic.QUANTILES, "age", -scale, scale, 0.5)),
                    1e5,
                    ContributionBounds.ONE_RECORD,
                    false,
                    NoiseChoice.LAPLACE);
            List<Row> rows = IntStream.range(0, 1000)
                    .mapToObj(i ->
                            new Row(i, "N", i % 2 == 0 ? Math.max(-scale, (double) Long.MIN_VALUE) : Double.MAX_VALUE))
                    .toList();
            List<Estimate> e = release(aggregate(plan, true, rows), RandomSource.seeded("large"))
                    .groups()
                    .get(0)
                    .estimates();
            assertEquals(0, e.get(0).value(), 0.01 * scale);
            assertEquals(0, e.get(1).value(), 10 * scale);
            assertEquals(scale * scale, e.get(2).value(), 0.01 * scale * scale);
            assertTrue(Math.abs(e.get(3).value()) <= scale);
        }
    }

    @Test
    void manyGroupsOneGroupAndMissingValues() {
        List<Attribute> wide = List.of(
                Attribute.categorical(
                        "a", IntStream.range(0, 998).mapToObj(i -> "a" + i).toArray(String[]::new)),
                Attribute.categorical(
                        "b", IntStream.range(0, 998).mapToObj(i -> "b" + i).toArray(String[]::new)));
        GroupKeys million = GroupKeys.declared(wide);
        assertEquals(1_000_000, million.size());
        GroupByPlan plan = plan(
                List.of(COUNT, Aggregation.of(Statistic.MEAN, "age", 0, 1)),
                1,
                ContributionBounds.ONE_RECORD,
                false,
                NoiseChoice.LAPLACE);
        PartialAggregate partial = PartialAggregate.of(plan, million, new KeyedHash(1, 1), true);
        partial.add(0, 0, million.groupOf("a5", "b7"), new double[] {Double.NaN}, new long[1]);
        assertEquals(List.of("a5", "b7"), million.values(million.groupOf("a5", "b7")));
        assertEquals(
                1_000_000,
                release(partial, RandomSource.seeded("many")).groups().size());
        GroupKeys all = GroupKeys.declared(List.of());
        assertEquals(1, all.size());
        PartialAggregate total = PartialAggregate.of(plan, all, new KeyedHash(1, 1), true);
        for (int r = 0; r < 100; r++) {
            total.add(0, r, all.groupOf(), new double[] {Double.NaN}, new long[1]);
        }
        List<Estimate> e =
                release(total, RandomSource.seeded("missing")).groups().get(0).estimates();
        assertEquals(100, e.get(0).value(), 40);
        assertEquals(0, e.get(1).low());
        assertEquals(1, e.get(1).high());
        PartialAggregate none = PartialAggregate.of(plan, GroupKeys.declared(KEYS), new KeyedHash(1, 1), true);
        assertEquals(4, release(none, RandomSource.seeded("none")).groups().size());
        // quantiles of a million groups are refused
        GroupByPlan tree = plan(
                List.of(Aggregation.of(Statistic.QUANTILES, "age", 0, 1, 0.5)),
                1,
                ContributionBounds.ONE_RECORD,
                false,
                NoiseChoice.LAPLACE);
        PartialAggregate large = PartialAggregate.of(tree, million, new KeyedHash(1, 1), true);
        assertThrows(IllegalArgumentException.class, () -> release(large, RandomSource.seeded("large")));
    }

    @Test
    void badInputIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Aggregation.of(Statistic.SUM, ""));
        assertThrows(IllegalArgumentException.class, () -> Aggregation.of(Statistic.SUM, "x"), "no range");
        assertThrows(IllegalArgumentException.class, () -> Aggregation.of(Statistic.COUNT, "x"));
        assertThrows(IllegalArgumentException.class, () -> Aggregation.of(Statistic.MEAN, "x", 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Aggregation.of(Statistic.MEAN, "x", 0, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Aggregation.of(Statistic.QUANTILES, "x", 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Aggregation.of(Statistic.QUANTILES, "x", 0, 1, 0.5, 0.2));
        assertThrows(IllegalArgumentException.class, () -> Aggregation.of(Statistic.QUANTILES, "x", 0, 1, 1.0));
        assertThrows(
                IllegalArgumentException.class,
                () -> plan(List.of(), 1, ContributionBounds.ONE_RECORD, false, NoiseChoice.AUTOMATIC));
        assertThrows(
                IllegalArgumentException.class,
                () -> plan(List.of(COUNT, COUNT), 1, ContributionBounds.ONE_RECORD, false, NoiseChoice.AUTOMATIC));
        assertThrows(
                IllegalArgumentException.class,
                () -> plan(
                        List.of(COUNT, new Aggregation(Statistic.UNITS, "", Optional.empty(), List.of(), 2)),
                        1,
                        ContributionBounds.ONE_RECORD,
                        false,
                        NoiseChoice.AUTOMATIC),
                "some weights only");
        GroupByPlan plan = plan(List.of(COUNT), 1, new ContributionBounds(2, 2), false, NoiseChoice.AUTOMATIC);
        assertThrows(
                IllegalArgumentException.class,
                () -> PartialAggregate.of(plan, keys(false), new KeyedHash(1, 2), true));
        assertThrows(
                IllegalArgumentException.class,
                () -> PartialAggregate.of(plan, keys(true), new KeyedHash(1, 2), false));
        PartialAggregate a = PartialAggregate.of(plan, keys(false), new KeyedHash(1, 2), false);
        PartialAggregate b = PartialAggregate.of(plan, keys(false), new KeyedHash(1, 3), false);
        assertThrows(IllegalArgumentException.class, () -> a.merge(b), "another choice");
        assertThrows(
                IOException.class,
                () -> PartialAggregate.read(new ByteArrayInputStream(new byte[100]), plan, keys(false), false));
        assertThrows(
                CanceledException.class,
                () -> GroupByRelease.release(a, PrivacyUnit.RECORD, RandomSource.seeded("c"), Canceled.MONITOR));
    }

    /** Vectors of the authors of SipHash: key 00..0f, messages 00, 00 01 and so on; here the one of sixteen bytes. */
    @Test
    void keyedHashIsSipHash() {
        KeyedHash hash = new KeyedHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        assertEquals(0x3f2acc7f57c29bdbL, hash.of(0x0706050403020100L, 0x0f0e0d0c0b0a0908L));
    }
}
