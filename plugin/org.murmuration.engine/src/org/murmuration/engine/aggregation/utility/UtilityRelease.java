// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.utility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.aggregation.utility.ReleasedUtility.Distance;
import org.murmuration.engine.aggregation.utility.ReleasedUtility.Propensity;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Digests;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.Partition;
import org.murmuration.engine.mechanism.Charged;
import org.murmuration.engine.mechanism.GaussianMechanism;
import org.murmuration.engine.mechanism.ReleasedCount;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Sampling;
import org.murmuration.engine.release.Counted;
import org.murmuration.engine.release.CountedKind;
import org.murmuration.engine.release.NoiseGate;
import org.murmuration.engine.release.Release;
import org.murmuration.engine.release.ReleaseIdentity;
import org.murmuration.engine.release.Settings;
import org.murmuration.engine.release.StoredForm;

/**
 * Measures, with noise, how far public synthetic records lie from the sensitive ones.
 *
 * <p><b>Distances.</b> After the number of records N has been released, the target of each cell, t = N s / m rounded to
 * a whole number, is public (s of m synthetic records lie in it). The sum over the cells of |c - t|, c the real count,
 * is a whole number that one record more or less moves by at most 1, so all M marginals together have L2 sensitivity
 * sqrt(M). Over 2 N it estimates the total variation distance; what N itself is off by moves it by at most |N - n| / 2
 * N.
 *
 * <p><b>Propensity.</b> Within the cells of partitions that only the synthetic records decide, the share p of synthetic
 * records (both tables given the same weight) is the propensity score of a saturated model; with shares a of the real
 * and b of the synthetic records its error, mean of (p - 1/2)<sup>2</sup>, is the sum of (a - b)<sup>2</sup> / (a + b)
 * / 8. From the noisy a the expected square of the noise is taken off.
 */
public final class UtilityRelease implements CountedKind<CountSource, ReleasedUtility> {
    private static final int MAX_DEPTH = 6;
    private static final long LARGEST = 1L << 61;
    private static final double SMALLEST_CELL = 4; // in standard deviations of the noise

    private final Codebook codebook;
    private final UtilityPlan plan;
    private final Dataset synthetic;

    private UtilityRelease(Codebook codebook, UtilityPlan plan, Dataset synthetic) {
        this.codebook = codebook;
        this.plan = plan;
        this.synthetic = synthetic;
    }

    /**
     * The evaluation of some synthetic records.
     *
     * @param codebook public codebook that all records are coded against
     * @param plan made for the domain of the codebook
     * @param synthetic public records, at least one
     * @return to be made with or without a ledger
     * @throws IllegalArgumentException when codebook, plan and records do not belong together, the codebook was made
     *     from the data or there is no synthetic record
     */
    public static UtilityRelease of(Codebook codebook, UtilityPlan plan, Dataset synthetic) {
        Checks.require(
                codebook.origin() == Codebook.Origin.PUBLIC,
                "The codebook was made from the data. Review it and declare it public first.");
        Checks.require(plan.domain().equals(codebook.domain()), "The plan is made for another codebook.");
        Checks.require(synthetic.domain().equals(codebook.domain()), "The records are coded against another codebook.");
        Checks.require(synthetic.rows() > 0, "There is no synthetic record to compare with.");
        return new UtilityRelease(codebook, plan, synthetic);
    }

    /**
     * Releases with a guarantee for this release alone.
     *
     * @param real the sensitive records
     * @param synthetic public records over the same domain, at least one
     * @param codebook public codebook that both are coded against
     * @param plan made for the domain of the codebook
     * @param unit whose presence will be hidden; each unit has one record
     * @param random secure bits, or a test's
     * @param monitor receives progress
     * @return what may be published
     * @throws IllegalArgumentException when codebook, plan and records do not belong together, the codebook was made
     *     from the data or there is no synthetic record
     */
    public static ReleasedUtility release(
            Dataset real,
            Dataset synthetic,
            Codebook codebook,
            UtilityPlan plan,
            PrivacyUnit unit,
            RandomSource random,
            ProgressMonitor monitor) {
        return Release.alone(of(codebook, plan, synthetic), unit, Counted.of(real), random, monitor);
    }

    /**
     * Releases, with a guarantee for this release alone, what was counted elsewhere.
     *
     * @param real counts of the sensitive records
     * @param synthetic public records over the same domain, at least one
     * @param codebook public codebook that both are coded against
     * @param plan made for the domain of the codebook
     * @param unit whose presence will be hidden; each unit has one record
     * @param random secure bits, or a test's
     * @param monitor receives progress
     * @return what may be published
     * @throws IllegalArgumentException when codebook, plan and records do not belong together, the codebook was made
     *     from the data or there is no synthetic record
     */
    public static ReleasedUtility release(
            CountSource real,
            Dataset synthetic,
            Codebook codebook,
            UtilityPlan plan,
            PrivacyUnit unit,
            RandomSource random,
            ProgressMonitor monitor) {
        Counted<CountSource> counted = Counted.elsewhere(real, Cohort.ALL, Optional.empty());
        return Release.alone(of(codebook, plan, synthetic), unit, counted, random, monitor);
    }

    @Override
    public UtilityPlan plan() {
        return plan;
    }

    /** {@inheritDoc} Other synthetic records make another release. */
    @Override
    public ReleaseIdentity identity() {
        return plan.identity().with("synthetic", Settings.none().with("records", digest()));
    }

    /** Of the public records, so that a ledger tells them from others. */
    private String digest() {
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < synthetic.rows(); r++) {
            for (int a = 0; a < synthetic.domain().size(); a++) {
                text.append(synthetic.code(r, a)).append(',');
            }
        }
        return Digests.sha256(text.toString());
    }

    @Override
    public Domain domain() {
        return codebook.domain();
    }

    @Override
    public StoredForm<ReleasedUtility> form() {
        return StoredForm.of(ReleasedUtilityJson::write, ReleasedUtilityJson::read);
    }

    @Override
    public ReleasedUtility make(Counted<CountSource> records, NoiseGate gate, ProgressMonitor monitor)
            throws LedgerException {
        CountSource real = CountSource.checked(records.counts());
        Checks.require(real.domain().equals(codebook.domain()), "The records are coded against another codebook.");
        List<Marginal> exact = real.count(plan.workload(), monitor.part(0, 0.25));
        List<Marginal> made = CountSource.of(synthetic).count(plan.workload(), monitor.part(0.25, 0.5));
        // all noise is drawn before any of it is returned
        RandomSource random = gate.open();
        List<PrivacyEvent> events = new ArrayList<>();
        Charged<ReleasedCount> count = plan.ofCount().release(real.rows(), "number of records", random);
        events.add(count.event());
        monitor.checkCanceled();
        double rows = Math.max(1, count.value().count());
        GaussianMechanism ofDistances = plan.ofDistances();
        long[] sums = new long[exact.size()];
        Arrays.setAll(sums, i -> distance(exact.get(i), made.get(i), rows / synthetic.rows()));
        Charged<long[]> noisy = ofDistances.release(sums, "distances of marginals", random);
        events.add(noisy.event());
        double width = UtilityPlan.halfWidth(ofDistances.sigma() + count.value().sigma(), rows);
        List<Distance> distances = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            distances.add(new Distance(names(exact.get(i), real.domain()), noisy.value()[i] / 2.0 / rows, width));
        }
        monitor.report(0.75, "Measuring propensities");
        Propensity propensity = propensity(real, rows, random, events, monitor.part(0.75, 1));
        return new ReleasedUtility(gate.certify(events), count.value(), synthetic.rows(), distances, propensity);
    }

    private static List<String> names(Marginal marginal, Domain domain) {
        return Arrays.stream(marginal.clique().toArray())
                .mapToObj(a -> domain.attribute(a).name())
                .toList();
    }

    /**
     * Sum over the cells of |c - t|; t is what the synthetic count would be among so many real records. It ends at a
     * fixed largest value, which a record moves it no further.
     */
    static long distance(Marginal real, Marginal synthetic, double scale) {
        long sum = 0;
        for (int cell = 0; cell < real.cells(); cell++) {
            long difference = Math.abs(real.count(cell) - Exact.round(synthetic.count(cell) * scale));
            sum = Math.min(LARGEST, sum + Math.min(LARGEST, difference)); // no arithmetic wraps around
        }
        return sum;
    }

    private Propensity propensity(
            CountSource real, double rows, RandomSource random, List<PrivacyEvent> events, ProgressMonitor monitor) {
        GaussianMechanism mechanism = plan.ofPartitions();
        double sigma = mechanism.sigma();
        // cells of fewer records than a few sigma would only show noise; public numbers alone decide
        double least = SMALLEST_CELL * sigma * synthetic.rows() / rows;
        List<Partition> partitions = new ArrayList<>();
        for (int p = 0; p < UtilityPlan.PARTITIONS; p++) {
            monitor.checkCanceled();
            partitions.add(RandomPartition.of(synthetic, MAX_DEPTH, least, random));
        }
        long[] counts = counts(real, partitions, monitor);
        long[] ofSynthetic = counts(CountSource.of(synthetic), partitions, monitor);
        long[] ofShuffled = counts(CountSource.of(independent(random)), partitions, monitor);
        monitor.checkCanceled();
        Charged<long[]> noisy = mechanism.release(counts, "records by random partitions", random);
        events.add(noisy.event());
        double error = 0;
        double variance = 0;
        double expected = 0;
        double independent = 0;
        double each = 1 / rows + 1.0 / synthetic.rows();
        for (int i = 0; i < counts.length; i++) {
            double a = Math.max(0, noisy.value()[i] / rows);
            double b = (double) ofSynthetic[i] / synthetic.rows();
            double c = (double) ofShuffled[i] / synthetic.rows();
            double weight = 1.0 / UtilityPlan.PARTITIONS / 8 / (a + b);
            double noise = sigma * sigma / rows / rows;
            double difference = noisy.value()[i] / rows - b;
            error += weight * (difference * difference - noise);
            variance += weight * weight * (4 * difference * difference * noise + 2 * noise * noise);
            expected += each * (1 - b) / UtilityPlan.PARTITIONS / 16;
            independent += (c - b) * (c - b) / (c + b) / UtilityPlan.PARTITIONS / 8;
        }
        return new Propensity(error, Normal.Z95 * Math.sqrt(variance), expected, independent);
    }

    private static long[] counts(CountSource source, List<Partition> partitions, ProgressMonitor monitor) {
        return source.count(partitions, monitor).stream()
                .flatMapToLong(Arrays::stream)
                .toArray();
    }

    /** The synthetic records, each column in an order of its own. */
    private Dataset independent(RandomSource random) {
        int[][] codes = IntStream.range(0, synthetic.domain().size())
                .mapToObj(a -> Arrays.stream(Sampling.positions(synthetic.rows(), synthetic.rows(), random))
                        .map(r -> synthetic.code(r, a))
                        .toArray())
                .toArray(int[][]::new);
        return Dataset.of(synthetic.domain(), codes);
    }
}
