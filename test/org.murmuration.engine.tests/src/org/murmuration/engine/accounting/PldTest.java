// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.random.RandomSource;

class PldTest {
    private static PldAccountant of(PrivacyEvent event, long times) {
        PldAccountant accountant = new PldAccountant();
        accountant.charge(new ComposedEvent("x", List.of(event), times));
        return accountant;
    }

    private static PrivacyEvent event(String mechanism, double parameter) {
        return switch (mechanism) {
            case "gaussian" -> new GaussianEvent("x", parameter);
            case "laplace" -> new LaplaceEvent("x", 1 / parameter);
            case "discreteLaplace" -> new DiscreteLaplaceEvent("x", 1, Math.round(1 / parameter), 1);
            case "discreteGaussian" -> new DiscreteGaussianEvent("x", 1, Math.round(parameter * parameter), 1);
            case "approximate" -> new ApproximateDpEvent("x", parameter, 1e-8);
            default -> new RandomizedResponseEvent("x", 2, parameter);
        };
    }

    static List<String[]> vectors() throws IOException {
        return Vectors.read("pld-vectors.csv");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void agreesWithTheReference(String kind, String mechanism, String parameter, String k, String at, String value) {
        PldAccountant accountant = of(event(mechanism, Double.parseDouble(parameter)), Long.parseLong(k));
        // the reference moves each loss of a discrete Gaussian up to its grid, which adds up over many releases; the
        // direct
        // sum over the lattice below tells that ours is the truth
        double coarse = mechanism.equals("discreteGaussian") && k.equals("100") ? 20 : 1;
        double expected = value.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(value);
        if (kind.equals("delta")) {
            // the reference adds rounding noise of 1e-13 to tiny deltas, and moves losses up to its grid of 1e-4; ours
            // may be
            // smaller by that, and never larger by more than a thousandth
            double actual = accountant.delta(Double.parseDouble(at));
            assertTrue(actual <= expected * 1.001 + 1e-13, actual + " above " + expected);
            assertTrue(actual >= expected * (1 - 1e-3 * Math.sqrt(coarse)) - 1e-13, actual + " below " + expected);
        } else {
            double actual = accountant.epsilon(Double.parseDouble(at));
            if (expected == Double.POSITIVE_INFINITY) {
                assertEquals(expected, actual);
            } else {
                assertTrue(actual <= expected * (1 + 1e-6), actual + " above " + expected);
                assertTrue(actual >= expected * (1 - 1e-4 * Math.sqrt(coarse)), actual + " below " + expected);
            }
        }
    }

    // --- closed forms: above the truth, by less than a thousandth
    // -----------------------------------------------------

    /** Composition of k events with losses +e and -e (Kairouz, Oh, Viswanath 2015): exact binomial sum. */
    private static double binomial(double e, int k, double epsilon) {
        double p = 1 / (1 + Math.exp(-e));
        double logTerm = k * Math.log(p);
        double sum = 0;
        for (int minus = 0; minus <= k; minus++) {
            double loss = (k - 2.0 * minus) * e;
            if (loss > epsilon) {
                sum += Math.exp(logTerm) * -Math.expm1(epsilon - loss);
            }
            logTerm += Math.log((k - minus) / (minus + 1.0)) - e;
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 100, 1000})
    void randomisedResponseMeetsItsClosedForm(int k) {
        for (double e : new double[] {0.05, 0.1, 1}) {
            PldAccountant accountant = of(new PureDpEvent("x", e), k);
            for (double share : new double[] {0.02, 0.1, 0.3, 0.6}) {
                double epsilon = share * k * e;
                double exact = binomial(e, k, epsilon);
                double actual = accountant.delta(epsilon);
                if (exact > 1e-250) {
                    assertTrue(actual >= exact * (1 - 1e-9), "optimistic: " + actual + " < " + exact);
                    assertTrue(actual <= exact * 1.001, k + " x " + e + " at " + epsilon + ": " + actual + " " + exact);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 100, 10_000})
    void gaussiansMeetTheirClosedFormAlsoWithoutBeingMerged(long k) {
        for (double sigma : new double[] {1, 7, 100}) {
            double mu = Math.sqrt(k) / sigma;
            // a pure event of nearly no cost keeps the accountant from using the closed form alone
            PldAccountant merged = of(new GaussianEvent("x", sigma), k);
            PldAccountant composed = of(new GaussianEvent("x", sigma), k);
            composed.charge(new PureDpEvent("nothing", 1e-9));
            for (double z : new double[] {0.5, 2, 4, 6}) {
                double epsilon = Math.max(0.01, mu * mu / 2 + z * mu);
                double exact = GaussianDp.delta(mu, epsilon);
                assertTrue(merged.delta(epsilon) >= exact * (1 - 1e-11));
                assertEquals(exact, merged.delta(epsilon), exact * 1e-9);
                double actual = composed.delta(epsilon);
                assertTrue(actual >= exact * (1 - 1e-11), "optimistic: " + actual + " < " + exact);
                assertTrue(actual <= exact * 1.001, k + " x " + sigma + " at " + z + ": " + actual + " " + exact);
            }
        }
    }

    @Test
    void unmergedDiscreteGaussiansOfLargeNoiseMeetTheContinuousClosedForm() {
        // discrete and continuous differ by the lattice of losses, spaced 1/sigma^2: at k = 10,000 and sigma = 100 the
        // sum
        // of losses has deviation 1 and spacing 1e-4
        PldAccountant accountant = of(new DiscreteGaussianEvent("x", 1, 10_000, 1), 10_000);
        for (double epsilon : new double[] {1, 3, 5}) {
            double exact = GaussianDp.delta(1, epsilon);
            assertEquals(exact, accountant.delta(epsilon), exact * 1e-3);
        }
    }

    /** Distribution of the sum of k discrete Gaussians, by repeated multiplication of probabilities on the lattice. */
    private static double[] lattice(double variance, int reach, int k) {
        double[] one = new double[2 * reach + 1];
        double total = 0;
        for (int x = -reach; x <= reach; x++) {
            one[x + reach] = Math.exp(-x * x / (2 * variance));
            total += one[x + reach];
        }
        double[] sum = {1};
        for (int i = 0; i < k; i++) {
            double[] next = new double[sum.length + 2 * reach];
            for (int a = 0; a < sum.length; a++) {
                for (int b = 0; b < one.length; b++) {
                    next[a + b] += sum[a] * one[b] / total;
                }
            }
            sum = next;
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 100})
    void discreteGaussiansMeetTheDirectSumOverTheirLattice(int k) {
        for (int sigma : new int[] {1, 3, 10}) {
            double variance = sigma * sigma;
            int reach = 11 * sigma;
            double[] sum = lattice(variance, reach, k);
            PldAccountant accountant = of(new DiscreteGaussianEvent("x", 1, sigma * sigma, 1), k);
            double deviation = Math.sqrt(k) / sigma;
            for (double z : new double[] {0, 1, 3, 5}) {
                double epsilon = k / (2 * variance) + z * deviation;
                double exact = 0;
                for (int i = 0; i < sum.length; i++) {
                    double loss = (k - 2.0 * (i - k * reach)) / (2 * variance);
                    if (loss > epsilon) {
                        exact += sum[i] * -Math.expm1(epsilon - loss);
                    }
                }
                double actual = accountant.delta(epsilon);
                assertTrue(actual >= exact * (1 - 1e-9), "optimistic: " + actual + " < " + exact);
                assertTrue(actual <= exact * 1.001, k + " x " + sigma + " at " + z + ": " + actual + " " + exact);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30, 1000})
    void laplaceIsBetweenItsBounds(int k) {
        // never below the same number of discrete Laplace releases on a grid 2^-14 times finer, which approach it
        PldAccountant continuous = of(new LaplaceEvent("x", 0.1), k);
        PldAccountant fine = of(new DiscreteLaplaceEvent("x", 1 << 14, 10L << 14, 1), k);
        for (double share : new double[] {0.05, 0.2, 0.5}) {
            double epsilon = share * 0.1 * k;
            double delta = fine.delta(epsilon);
            assertTrue(continuous.delta(epsilon)
                    <= of(new PureDpEvent("x", 0.1), k).delta(epsilon) * 1.001);
            if (delta > 1e-200) {
                assertEquals(1, continuous.delta(epsilon) / delta, 2e-3, k + " at " + epsilon);
            }
        }
    }

    // --- ledgers of many kinds
    // -----------------------------------------------------------------------------------------

    private static PldAccountant mixed() {
        PldAccountant accountant = new PldAccountant();
        accountant.charge(new GaussianEvent("a", 5));
        accountant.charge(new LaplaceEvent("b", 0.1));
        accountant.charge(new ComposedEvent("c", List.of(new DiscreteGaussianEvent("c", 1, 100, 1)), 4));
        accountant.charge(new ApproximateDpEvent("d", 0.1, 1e-8));
        return accountant;
    }

    @Test
    void mixedLedgerAgreesWithTheReference() {
        // google dp_accounting 0.6.0, PLDAccountant at 1e-4: 1.1735813, 1.3332219, 1.4813215
        assertEquals(1.1735813, mixed().epsilon(1e-5), 1e-4);
        assertEquals(1.3332219, mixed().epsilon(1e-6), 1e-4);
        assertEquals(1.4813215, mixed().epsilon(1e-7), 1e-4);
        assertEquals(Double.POSITIVE_INFINITY, mixed().epsilon(1e-9));
    }

    @Test
    void fewReleasesOfTheFlagshipCompose() {
        double delta = 5.8e-6;
        PrivacyEvent twelve = new GaussianEvent("x", Math.sqrt(1 / (2 * 2.052)));
        PrivacyEvent four = new GaussianEvent("x", Math.sqrt(1 / (2 * 0.286)));
        ZcdpAccountant zcdp = new ZcdpAccountant();
        zcdp.charge(new ComposedEvent("x", List.of(twelve), 2));
        assertTrue(zcdp.epsilon(delta) <= 18.2);
        assertTrue(of(twelve, 2).epsilon(delta) < zcdp.epsilon(delta));
        ZcdpAccountant quarters = new ZcdpAccountant();
        quarters.charge(new ComposedEvent("x", List.of(four), 4));
        assertTrue(quarters.epsilon(delta) <= 8.6);
        assertTrue(of(four, 4).epsilon(delta) < quarters.epsilon(delta));
    }

    @Test
    void orderDoesNotMatterAndMoreNeverCostsLess() {
        RandomSource random = RandomSource.seeded("ledgers");
        for (int i = 0; i < 12; i++) {
            PldAccountant forward = new PldAccountant();
            PldAccountant backward = new PldAccountant();
            List<PrivacyEvent> events = List.of(
                    new GaussianEvent("x", 1 + 9 * random.nextDouble()),
                    new DiscreteGaussianEvent("x", 1 + random.nextLong(3), 20 + random.nextLong(400), 4),
                    new LaplaceEvent("x", 0.01 + random.nextDouble()),
                    new DiscreteLaplaceEvent("x", 1 + random.nextLong(4), 5 + random.nextLong(20), 1),
                    new RandomizedResponseEvent("x", 2 + (int) random.nextLong(5), 0.1 + 0.8 * random.nextDouble()),
                    new ExponentialMechanismEvent("x", 0.01 + 0.3 * random.nextDouble()));
            double before = 0;
            for (int e = 0; e < events.size(); e++) {
                forward.charge(events.get(e));
                backward.charge(events.get(events.size() - 1 - e));
                double now = forward.epsilon(1e-6);
                assertTrue(now >= before * (1 - 1e-4), "an event lowered the loss");
                before = now;
            }
            assertEquals(forward.epsilon(1e-6), backward.epsilon(1e-6), 1e-9);
            ZcdpAccountant zcdp = new ZcdpAccountant();
            events.forEach(zcdp::charge);
            RdpAccountant rdp = new RdpAccountant();
            events.forEach(rdp::charge);
            assertTrue(forward.epsilon(1e-6) <= zcdp.epsilon(1e-6));
            assertTrue(forward.epsilon(1e-6) <= rdp.epsilon(1e-6) * 1.001);
            assertTrue(rdp.epsilon(1e-6) <= zcdp.epsilon(1e-6) * 1.001 + 1e-9);
        }
    }

    @Test
    void deltaAndEpsilonAreInverse() {
        for (double delta : new double[] {1e-3, 1e-5, 1e-7}) {
            double epsilon = mixed().epsilon(delta);
            assertEquals(delta, mixed().delta(epsilon), delta * 2e-3);
        }
    }

    @Test
    void parallelReleasesCostWhatTheWorstCohortDoes() {
        PrivacyEvent small = new GaussianEvent("x", 10);
        PrivacyEvent large = new GaussianEvent("x", 5);
        PldAccountant accountant = new PldAccountant();
        accountant.charge(new ParallelEvent("years", List.of(small, large)));
        assertEquals(of(large, 1).epsilon(1e-6), accountant.epsilon(1e-6), 1e-9);
        accountant.charge(new ParallelEvent("regions", List.of(large, small, new PureDpEvent("x", 0.01))));
        assertEquals(of(large, 2).epsilon(1e-6), accountant.epsilon(1e-6), 1e-9);
        for (int i = 0; i < 5; i++) { // more choices than are tried: the answer of zCDP
            accountant.charge(new ParallelEvent("x", List.of(small, large)));
        }
        assertTrue(accountant.epsilon(1e-6) >= of(large, 7).epsilon(1e-6));
        GaussianDpAccountant exact = new GaussianDpAccountant();
        exact.charge(new ParallelEvent("x", List.of(small, large)));
        assertEquals(0.2, exact.mu(), 1e-12);
    }

    @Test
    void eventsWithoutADistributionGetTheAnswerOfZcdp() {
        PldAccountant accountant = new PldAccountant();
        accountant.charge(new ZcdpEvent("x", 0.1));
        accountant.charge(new DiscreteGaussianEvent("x", 4, 100, 1));
        ZcdpAccountant zcdp = new ZcdpAccountant();
        accountant.events().forEach(zcdp::charge);
        assertEquals(zcdp.epsilon(1e-6), accountant.epsilon(1e-6));
        assertThrows(IllegalArgumentException.class, () -> PrivacyLossDistribution.of(new ZcdpEvent("x", 0.1), 1e-3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "laplace", "discreteLaplace", "discreteGaussian", "approximate", "response"})
    void bothDirectionsHaveTheSameLosses(String mechanism) {
        PrivacyLossDistribution d =
                PrivacyLossDistribution.of(event(mechanism, mechanism.equals("response") ? .3 : 2), 1e-3);
        PrivacyLossDistribution other = d.reversed();
        for (double epsilon = 0; epsilon < 2; epsilon += 0.13) {
            assertEquals(d.delta(epsilon), other.delta(epsilon), 2e-6 + 1e-3 * d.delta(epsilon), mechanism + epsilon);
        }
    }

    @Test
    void aLedgerOfManyDifferentReleasesComposesInBoundedMemory() {
        // 300 Gaussians, told from each other by a discrete release, so that they are not merged into one
        PldAccountant many = new PldAccountant();
        double squaredMu = 0;
        for (int i = 0; i < 300; i++) {
            long variance = 400 + i;
            many.charge(new DiscreteGaussianEvent("x", 1, variance, 1));
            squaredMu += 1.0 / variance;
        }
        for (double delta : new double[] {1e-2, 1e-6, 1e-10}) {
            double close = GaussianDp.epsilon(Math.sqrt(squaredMu), delta); // the lattice is fine: 1e-3 apart at most
            assertEquals(close, many.epsilon(delta), 2e-3 * close);
        }
    }

    @Test
    void oneCompositionServesManyDeltasAndAnswersAsAFreshOneWould() {
        PldAccountant used = mixed();
        for (double delta : new double[] {1e-6, 1e-2, 1e-7, 0.3, 1e-5, 5e-8}) {
            assertEquals(mixed().epsilon(delta), used.epsilon(delta), 2e-4, "delta " + delta);
        }
        used.charge(new GaussianEvent("x", 5));
        assertTrue(used.epsilon(1e-6) > mixed().epsilon(1e-6) + 0.1, "a charge makes a new composition");
    }

    @Test
    void emptyAccountCostsNothing() {
        for (PrivacyAccountant a :
                List.of(new PldAccountant(), new RdpAccountant(), new ZcdpAccountant(), new BasicAccountant())) {
            assertEquals(0, a.epsilon(1e-6));
            assertEquals(0, a.delta(1));
            assertThrows(IllegalArgumentException.class, () -> new PldAccountant().epsilon(0));
            assertThrows(IllegalArgumentException.class, () -> new PldAccountant().delta(Double.NaN));
        }
    }

    // --- calibration
    // ---------------------------------------------------------------------------------------------------

    @Test
    void smallestLaplaceScalesAgreeWithTheReference() {
        // google dp_accounting: (1, 1e-6) with k = 1, 10, 100 Laplace releases
        ApproximateDp target = new ApproximateDp(1, 1e-6);
        long[] times = {1, 10, 100};
        double[] expected = {.99999803, 9.9900152, 41.4899476};
        for (int i = 0; i < times.length; i++) {
            long k = times[i];
            assertTrue(
                    of(new LaplaceEvent("x", 1 / (expected[i] * (1 + 2e-4))), k).epsilon(target.delta()) <= 1);
            assertTrue(
                    of(new LaplaceEvent("x", 1 / (expected[i] * (1 - 2e-4))), k).epsilon(target.delta()) > 1);
        }
    }

    // --- groups
    // --------------------------------------------------------------------------------------------------------

    @Test
    void groupsPayAsPublished() {
        // computed with google dp_accounting's formulas: (.5, 1e-6) for 2 and 4, (1, 1e-9) for 3, rho .01 for 5
        ApproximateDp two = GroupPrivacy.of(new ApproximateDp(.5, 1e-6), 2);
        assertEquals(1, two.epsilon(), 1e-12);
        assertEquals(2.6487212707e-06, two.delta(), 1e-15);
        assertEquals(
                9.8486921695e-06,
                GroupPrivacy.of(new ApproximateDp(.5, 1e-6), 4).delta(),
                1e-15);
        assertEquals(
                1.11073379e-08, GroupPrivacy.of(new ApproximateDp(1, 1e-9), 3).delta(), 1e-16);
        assertEquals(
                .25,
                GroupPrivacy.of(new org.murmuration.engine.privacy.ZeroConcentratedDp(.01), 5)
                        .rho(),
                1e-15);
        assertEquals(
                3,
                GroupPrivacy.of(new org.murmuration.engine.privacy.PureDp(1), 3).epsilon(),
                1e-12);
        assertThrows(IllegalArgumentException.class, () -> GroupPrivacy.of(new ApproximateDp(5, 1e-6), 4));
        assertThrows(IllegalArgumentException.class, () -> GroupPrivacy.of(new ApproximateDp(1, 1e-6), 0));
    }
}
