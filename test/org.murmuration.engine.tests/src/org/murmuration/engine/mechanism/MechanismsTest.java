// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.murmuration.engine.accounting.GaussianDp;
import org.murmuration.engine.accounting.PldAccountant;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.Sensitivity;
import org.murmuration.engine.random.DiscreteGaussianSampler;
import org.murmuration.engine.random.DiscreteLaplaceSampler;
import org.murmuration.engine.random.RandomSource;

/** Fixed seeds; each statistical claim has an error probability of 2e-6 and stands beside a broken twin it rejects. */
class MechanismsTest {
    private static final int DRAWS = 400_000;

    // --- Laplace
    // -------------------------------------------------------------------------------------------------------

    private static LongSupplier laplace(double epsilon, long value, RandomSource random) {
        return () -> LaplaceMechanism.ofEpsilon(epsilon, 1)
                .release(new long[] {value}, "x", random)
                .value()[0];
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 2})
    void laplaceHidesANeighbourAsClaimed(double epsilon) {
        RandomSource random = RandomSource.seeded("laplace" + epsilon);
        double bound = EpsilonBound.of(DRAWS, 0, laplace(epsilon, 10, random), laplace(epsilon, 11, random));
        assertTrue(bound <= epsilon, "measured " + bound);
        assertTrue(bound > 0.9 * epsilon, "the test is blind: " + bound);
    }

    @Test
    void laplaceNoiseOfEightTenthsIsRejected() {
        RandomSource random = RandomSource.seeded("small laplace");
        DiscreteLaplaceSampler broken = DiscreteLaplaceSampler.ofScale(8, 10);
        double bound = EpsilonBound.of(DRAWS, 0, () -> 10 + broken.sample(random), () -> 11 + broken.sample(random));
        assertTrue(bound > 1, "measured " + bound);
    }

    @Test
    void laplaceNeverCostsMoreThanAskedNorMuchLess() {
        for (double epsilon = 1e-6; epsilon < 1e3; epsilon *= 2.3) {
            for (long sensitivity : new long[] {1, 7, 1000}) {
                double cost = LaplaceMechanism.ofEpsilon(epsilon, sensitivity)
                        .release(new long[1], "x", RandomSource.seeded("cost"))
                        .event()
                        .pureEpsilon();
                assertTrue(cost <= epsilon);
                assertTrue(cost >= epsilon * (1 - 1e-5), epsilon + " " + sensitivity);
            }
        }
        assertEquals(1.357, LaplaceMechanism.ofEpsilon(1, 1).standardDeviation(), 1e-3);
        assertEquals(1, LaplaceMechanism.ofEpsilon(1, 1).scale(), 1e-4);
    }

    @Test
    void mechanismsReleaseOnce() {
        RandomSource random = RandomSource.seeded("once");
        LaplaceMechanism laplace = LaplaceMechanism.ofEpsilon(1, 1);
        laplace.release(new long[1], "x", random);
        assertThrows(IllegalStateException.class, () -> laplace.release(new long[1], "x", random));
        ExponentialMechanism exponential = ExponentialMechanism.ofEpsilon(1, 1);
        exponential.choose(new long[2], "x", random);
        assertThrows(IllegalStateException.class, () -> exponential.choose(new long[2], "x", random));
        PartitionSelection selection = PartitionSelection.of(new ApproximateDp(1, 1e-5), 1);
        selection.select(new long[1], "x", random);
        assertThrows(IllegalStateException.class, () -> selection.select(new long[1], "x", random));
        GaussianPartitionSelection gaussian = GaussianPartitionSelection.of(1, 1e-5, 1);
        gaussian.select(new long[1], "x", random);
        assertThrows(IllegalStateException.class, () -> gaussian.select(new long[1], "x", random));
    }

    // --- Gaussian
    // ------------------------------------------------------------------------------------------------------

    @Test
    void gaussianHidesANeighbourAsClaimedAndSmallerNoiseIsRejected() {
        double sigma = 1.5;
        double delta = 1e-3;
        RandomSource random = RandomSource.seeded("gaussian");
        DiscreteGaussianSampler honest = DiscreteGaussianSampler.ofVarianceAtLeast(sigma * sigma);
        DiscreteGaussianSampler broken = DiscreteGaussianSampler.ofVarianceAtLeast(0.64 * sigma * sigma);
        PldAccountant accountant = new PldAccountant();
        accountant.charge(
                GaussianMechanism.ofVariance(sigma * sigma, Sensitivity.ONE).event("x"));
        double claimed = accountant.epsilon(delta);
        double bound = EpsilonBound.of(DRAWS, delta, () -> honest.sample(random), () -> 1 + honest.sample(random));
        assertTrue(bound <= claimed, bound + " above " + claimed);
        double seen = EpsilonBound.of(DRAWS, delta, () -> broken.sample(random), () -> 1 + broken.sample(random));
        assertTrue(seen > claimed, seen + " is not above " + claimed);
    }

    @Test
    void gaussianOfAVectorKeepsToItsRho() {
        Sensitivity replaced = Sensitivity.ofCounts(ContributionBounds.ONE_RECORD, NeighboringRelation.REPLACE_ONE);
        assertEquals(new Sensitivity(2, 2, 1), replaced);
        assertEquals(
                new Sensitivity(12, 36, 3),
                Sensitivity.ofCounts(new ContributionBounds(4, 3), NeighboringRelation.ADD_OR_REMOVE_ONE));
        for (double rho : new double[] {1e-4, 0.01, 3}) {
            GaussianMechanism mechanism = GaussianMechanism.ofRho(rho, replaced);
            assertTrue(mechanism.event("x").rho() <= rho);
            assertEquals(Math.sqrt(1 / rho), mechanism.sigma(), 1e-5 * mechanism.sigma());
            Charged<long[]> release = mechanism.release(new long[3], "x", RandomSource.seeded("vector"));
            assertEquals(3, release.value().length);
            assertEquals(mechanism.event("x"), release.event());
        }
    }

    // --- choice by score
    // -----------------------------------------------------------------------------------------------

    private static double[] exponentialProbabilities(long[] scores, double epsilon, long sensitivity) {
        double[] p = new double[scores.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(epsilon * scores[i] / (2.0 * sensitivity));
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    private static void assertFits(double[] expected, int[] counts) {
        double chiSquare = 0;
        int n = 0;
        for (int c : counts) {
            n += c;
        }
        for (int i = 0; i < counts.length; i++) {
            double e = expected[i] * n;
            chiSquare += (counts[i] - e) * (counts[i] - e) / e;
        }
        // the chi-square with d degrees passes d + 6 sqrt(2 d) + 12 with probability below 1e-6 for d up to 8
        double d = counts.length - 1.0;
        assertTrue(chiSquare < d + 6 * Math.sqrt(2 * d) + 12, "chi-square " + chiSquare);
    }

    @Test
    void choicesHaveTheirExactProbabilities() {
        long[] scores = {0, 3, 5, 5, -40};
        RandomSource random = RandomSource.seeded("choices");
        int[] exponential = new int[scores.length];
        for (int i = 0; i < 200_000; i++) {
            exponential[
                    ExponentialMechanism.ofEpsilon(0.7, 2)
                            .choose(scores, "x", random)
                            .value()]++;
        }
        assertFits(exponentialProbabilities(scores, 0.7, 2), exponential);
    }

    private static LongSupplier choice(double epsilon, long[] scores, RandomSource random) {
        return () -> ExponentialMechanism.ofEpsilon(epsilon, 1)
                .choose(scores, "x", random)
                .value();
    }

    @Test
    void choicesHideANeighbourAsClaimedAndNoiseOfEightTenthsIsRejected() {
        RandomSource random = RandomSource.seeded("neighbouring scores");
        long[] one = {4, 5, 5, 5};
        long[] other = {5, 4, 4, 4};
        double honest = EpsilonBound.of(DRAWS, 0, choice(1, one, random), choice(1, other, random));
        assertTrue(honest <= 1, "measured " + honest);
        double broken = EpsilonBound.of(DRAWS, 0, choice(2, one, random), choice(2, other, random));
        assertTrue(broken > 1, "measured " + broken);
    }

    @Test
    void choiceIsExactForScoresAcrossTheWholeRangeOfALong() {
        RandomSource random = RandomSource.seeded("wide scores");
        long[] scores = {Long.MIN_VALUE, 0, Long.MAX_VALUE};
        assertEquals(
                2,
                ExponentialMechanism.ofEpsilon(1, 1).choose(scores, "x", random).value());
        assertThrows(IllegalArgumentException.class, () -> ExponentialMechanism.ofEpsilon(1, 1)
                .choose(new long[0], "x", random));
        assertThrows(IllegalArgumentException.class, () -> ExponentialMechanism.ofEpsilon(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> ExponentialMechanism.ofEpsilon(1, 0));
    }

    // --- unknown keys
    // --------------------------------------------------------------------------------------------------

    /** The recursion of Desfontaines et al. 2022 in doubles. */
    private static double[] optimal(double epsilon, double delta, int n) {
        double[] p = new double[n + 1];
        for (int i = 1; i <= n; i++) {
            p[i] = Math.min(
                    1, Math.min(Math.exp(epsilon) * p[i - 1] + delta, 1 - Math.exp(-epsilon) * (1 - p[i - 1] - delta)));
        }
        return p;
    }

    @Test
    void selectionKeepsKeysWithTheOptimalProbabilities() {
        for (double epsilon : new double[] {0.1, 1, 3}) {
            for (double delta : new double[] {1e-5, 1e-10}) {
                PartitionSelection selection = PartitionSelection.of(new ApproximateDp(epsilon, delta), 1);
                double[] expected = optimal(epsilon, delta, 100);
                for (int n = 0; n <= 100; n++) {
                    assertEquals(expected[n], selection.probability(n), 1e-9, epsilon + " " + delta + " " + n);
                }
                assertEquals(1, selection.probability(1_000_000));
            }
        }
        // published: first n with at least one half is 12 at (1, 1e-5), 26 at (.5, 1e-6), 178 at (.1, 1e-9)
        assertEquals(
                .7603109969,
                PartitionSelection.of(new ApproximateDp(1, 1e-5), 1).probability(12),
                1e-9);
        assertEquals(
                .6443545597,
                PartitionSelection.of(new ApproximateDp(.5, 1e-6), 1).probability(26),
                1e-9);
        assertEquals(
                .5111473396,
                PartitionSelection.of(new ApproximateDp(.1, 1e-9), 1).probability(178),
                1e-8);
        // three groups a unit: each gets a third of epsilon and delta
        assertEquals(
                optimal(1 / 3.0, 1e-5 / 3, 30)[30],
                PartitionSelection.of(new ApproximateDp(1, 1e-5), 3).probability(30),
                1e-9);
    }

    @Test
    void selectionKeepsTheInequalitiesOfItsGuarantee() {
        for (double epsilon : new double[] {0.05, 1, 5}) {
            double delta = 1e-7;
            PartitionSelection selection = PartitionSelection.of(new ApproximateDp(epsilon, delta), 1);
            for (int n = 0; n < 500; n++) {
                double a = selection.probability(n);
                double b = selection.probability(n + 1L);
                assertTrue(b <= Math.exp(epsilon) * a + delta + 1e-13);
                assertTrue(1 - a <= Math.exp(epsilon) * (1 - b) + delta + 1e-13);
                assertTrue(a <= b);
            }
        }
    }

    private static LongSupplier selection(ApproximateDp loss, long units, RandomSource random) {
        PartitionSelection table = PartitionSelection.of(loss, 1);
        double keep = table.probability(units);
        long threshold = (long) (keep * 0x1p62);
        return () -> random.nextLong(1L << 62) < threshold ? 1 : 0;
    }

    @Test
    void selectionHidesANeighbourAsClaimedAndNoiseOfEightTenthsIsRejected() {
        ApproximateDp loss = new ApproximateDp(1, 0.01);
        ApproximateDp broken = new ApproximateDp(1 / 0.8, 0.01);
        RandomSource random = RandomSource.seeded("selection");
        double worst = 0;
        for (int n = 1; n < 8; n++) {
            boolean[] kept = PartitionSelection.of(loss, 1)
                    .select(new long[DRAWS], "x", random)
                    .value();
            assertFalse(kept[0], "a key of nobody is never named");
            double honest =
                    EpsilonBound.of(DRAWS, loss.delta(), selection(loss, n, random), selection(loss, n - 1, random));
            assertTrue(honest <= 1, n + ": measured " + honest);
            worst = Math.max(
                    worst,
                    EpsilonBound.of(
                            DRAWS, loss.delta(), selection(broken, n, random), selection(broken, n - 1, random)));
        }
        assertTrue(worst > 1, "measured " + worst);
    }

    @Test
    void selectionDrawsWithTheProbabilitiesItTells() {
        PartitionSelection selection = PartitionSelection.of(new ApproximateDp(1, 0.01), 1);
        double expected = selection.probability(4);
        long[] units = new long[200_000];
        java.util.Arrays.fill(units, 4);
        Charged<boolean[]> release = selection.select(units, "x", RandomSource.seeded("draws"));
        int kept = 0;
        for (boolean k : release.value()) {
            kept += k ? 1 : 0;
        }
        assertEquals(expected, kept / 200_000.0, 5 * Math.sqrt(expected * (1 - expected) / 200_000), "five deviations");
        assertEquals(0.01, release.event().failure());
        assertThrows(IllegalArgumentException.class, () -> PartitionSelection.of(new ApproximateDp(1, 1e-5), 1)
                .select(new long[] {-1}, "x", RandomSource.seeded("x")));
        assertThrows(IllegalArgumentException.class, () -> PartitionSelection.of(new ApproximateDp(1e-9, 1e-12), 1));
        assertThrows(IllegalArgumentException.class, () -> PartitionSelection.of(new ApproximateDp(1, 1e-60), 1));
    }

    @Test
    void gaussianSelectionNamesAKeyOfOneUnitWithAtMostDelta() {
        double delta = 1e-2;
        int groups = 20;
        double rho = 0.5;
        GaussianPartitionSelection first = GaussianPartitionSelection.of(rho, delta, groups);
        // one unit in 20 groups of its own: how often is any of them named?
        RandomSource random = RandomSource.seeded("own keys");
        long[] ones = new long[groups];
        java.util.Arrays.fill(ones, 1);
        int named = 0;
        int rounds = 20_000;
        for (int i = 0; i < rounds; i++) {
            boolean any = false;
            for (boolean k : GaussianPartitionSelection.of(rho, delta, groups)
                    .select(ones, "x", random)
                    .value()
                    .kept()) {
                any |= k;
            }
            named += any ? 1 : 0;
        }
        double rate = named / (double) rounds;
        assertTrue(rate <= delta + 5 * Math.sqrt(delta / rounds), "named " + rate);
        // the same test rejects noise of eight tenths against a threshold made for it
        DiscreteGaussianSampler broken = DiscreteGaussianSampler.ofVarianceAtLeast(Math.pow(first.sigma() / 0.8, 2));
        int namedByBroken = 0;
        for (int i = 0; i < rounds; i++) {
            boolean any = false;
            for (int g = 0; g < groups; g++) {
                any |= 1 + broken.sample(random) >= first.threshold();
            }
            namedByBroken += any ? 1 : 0;
        }
        assertTrue(namedByBroken / (double) rounds > delta + 5 * Math.sqrt(delta / rounds), "named " + namedByBroken);
        assertTrue(first.threshold() > 1 && first.sigma() >= Math.sqrt(groups / (2 * rho)));
        PrivacyEvent event = first.select(new long[] {1000, 0}, "x", random).event();
        assertEquals(delta, event.failure());
        assertTrue(event.rho() <= rho);
    }

    @Test
    void gaussianSelectionIsNotMuchMoreCautiousThanTheContinuousOne() {
        // google's threshold for sigma 4.22467888933, one group, delta 1e-6 is 21.0816913295; on integers, with the
        // tail of
        // the discrete Gaussian bounded by one step, it may be two higher
        double rho = 1 / (2 * 4.22467888933 * 4.22467888933);
        long threshold = GaussianPartitionSelection.of(rho, 1e-6, 1).threshold();
        assertTrue(threshold >= 22 && threshold <= 24, "threshold " + threshold);
    }

    // --- attacks
    // -------------------------------------------------------------------------------------------------------

    /** Naive Laplace noise: b sign ln(u) in floating point, as so many libraries did. */
    private static double naive(double value, RandomSource random) {
        double u = (random.nextLong() >>> 11) * 0x1.0p-53 + 0x1.0p-54;
        return value + (random.nextBoolean() ? 1 : -1) * Math.log(u);
    }

    /** Mironov 2012: outcomes that can occur for one input and never for the other, by their low bits. */
    @Test
    void lowBitsOfNaiveNoiseGiveTheInputAwayAndOursDoNot() {
        RandomSource random = RandomSource.seeded("low bits");
        FixedGrid grid = new FixedGrid(-10);
        int naiveOnlyOne = 0;
        int oursOnlyOne = 0;
        int n = 20_000;
        Set<Long> reachable = new HashSet<>();
        for (int i = 0; i < n; i++) {
            // inputs 0 and 1/3: is the outcome y possible for input 0, that is, is y itself a value of the noise?
            double y = naive(1 / 3.0, random);
            naiveOnlyOne += isNoise(y) ? 0 : 1;
            long ours = LaplaceMechanism.ofEpsilon(
                            1, grid.sensitivity(1, 1, 1, 1).l1())
                    .release(new long[] {grid.toGrid(1 / 3.0)}, "x", random)
                    .value()[0];
            // every integer is a value of the noise for either input: the grid is the whole support
            reachable.add(Math.floorMod(ours, 2L));
            oursOnlyOne += grid.toGrid(grid.fromGrid(ours)) == ours ? 0 : 1;
        }
        assertTrue(naiveOnlyOne > n / 3, "the attack finds " + naiveOnlyOne + " of " + n);
        assertEquals(0, oursOnlyOne);
        assertEquals(Set.of(0L, 1L), reachable);
    }

    /** Whether some 53-bit uniform near exp(-|y|) has exactly y as its noise. */
    private static boolean isNoise(double y) {
        double u = Math.exp(-Math.abs(y));
        long k = Math.round((u - 0x1.0p-54) * 0x1.0p53);
        for (long c = k - 4; c <= k + 4; c++) {
            if (Math.log(c * 0x1.0p-53 + 0x1.0p-54) == -Math.abs(y)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void emptyInputsAndExtremeValuesAreNoisedLikeOthers() {
        RandomSource random = RandomSource.seeded("extremes");
        assertEquals(
                0,
                LaplaceMechanism.ofEpsilon(1, 1)
                        .release(new long[0], "x", random)
                        .value()
                        .length);
        for (int i = 0; i < 100; i++) {
            long[] noisy = LaplaceMechanism.ofEpsilon(0.01, 1)
                    .release(new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 0}, "x", random)
                    .value();
            assertTrue(noisy[0] > Long.MAX_VALUE - 100_000 && noisy[1] < Long.MIN_VALUE + 100_000);
        }
        assertEquals(Long.MAX_VALUE, NoisyIntegers.saturatedSum(Long.MAX_VALUE, 1));
        assertEquals(Long.MIN_VALUE, NoisyIntegers.saturatedSum(Long.MIN_VALUE, -1));
        assertEquals(-1, NoisyIntegers.saturatedSum(Long.MAX_VALUE, Long.MIN_VALUE));
    }

    @Test
    void parametersThatAreNoneAreRefused() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> LaplaceMechanism.ofEpsilon(bad, 1));
            assertThrows(IllegalArgumentException.class, () -> ExponentialMechanism.ofEpsilon(bad, 1));
            assertThrows(IllegalArgumentException.class, () -> GaussianMechanism.ofRho(bad));
            assertThrows(IllegalArgumentException.class, () -> GaussianPartitionSelection.of(bad, 1e-6, 1));
            assertThrows(IllegalArgumentException.class, () -> FixedGrid.finerThan(bad));
        }
        assertThrows(IllegalArgumentException.class, () -> LaplaceMechanism.ofEpsilon(1, 0));
        assertThrows(IllegalArgumentException.class, () -> LaplaceMechanism.ofEpsilon(1e-300, 1));
        assertThrows(IllegalArgumentException.class, () -> new Sensitivity(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new ContributionBounds(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new FixedGrid(2000));
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
            assertThrows(IllegalArgumentException.class, () -> new FixedGrid(0).toGrid(bad));
        }
    }

    // --- grid
    // ----------------------------------------------------------------------------------------------------------

    @Test
    void roundingToTheGridIsCoveredByItsSensitivity() {
        RandomSource random = RandomSource.seeded("grid");
        for (int i = 0; i < 5_000; i++) {
            int d = 1 + (int) random.nextLong(5);
            double[] change = new double[d];
            double l1 = 0;
            double l2 = 0;
            double linf = 0;
            FixedGrid grid = new FixedGrid((int) random.nextLong(12) - 8);
            long movedL1 = 0;
            long movedL2 = 0;
            long movedInf = 0;
            for (int c = 0; c < d; c++) {
                change[c] = 4 * random.nextDouble() - 2;
                l1 += Math.abs(change[c]);
                l2 += change[c] * change[c];
                linf = Math.max(linf, Math.abs(change[c]));
                double value = 1000 * random.nextDouble() - 500;
                long moved = Math.abs(grid.toGrid(value + change[c]) - grid.toGrid(value));
                movedL1 += moved;
                movedL2 += moved * moved;
                movedInf = Math.max(movedInf, moved);
            }
            double root = Math.min(l1, Math.nextUp(Math.sqrt(l2)));
            Sensitivity bound = grid.sensitivity(l1, root, Math.min(root, linf), d);
            assertTrue(movedL1 <= bound.l1() && movedL2 <= bound.squaredL2() && movedInf <= bound.linf());
        }
        assertEquals(0x1p-20, FixedGrid.finerThan(1).distance());
        assertArrayEquals(
                new double[] {0.75, -0.75},
                new double[] {new FixedGrid(-2).fromGrid(3), new FixedGrid(-2).fromGrid(-3)});
    }

    @Test
    void accountOfTheGridIsThatOfTheRealQueryForAFineGrid() {
        // a real query of sensitivity 1 with sigma 5 on a grid of 2^-20: rho within a millionth of 1 / 50
        FixedGrid grid = FixedGrid.finerThan(1);
        Sensitivity sensitivity = grid.sensitivity(1, 1, 1, 1);
        double sigma = 5 / grid.distance();
        double rho = GaussianMechanism.ofVariance(sigma * sigma, sensitivity)
                .event("x")
                .rho();
        assertEquals(0.02, rho, 0.02 * 1e-5);
        assertTrue(rho >= 0.02);
        assertTrue(GaussianDp.epsilon(Math.sqrt(2 * rho), 1e-6) >= GaussianDp.epsilon(0.2, 1e-6));
    }
}
