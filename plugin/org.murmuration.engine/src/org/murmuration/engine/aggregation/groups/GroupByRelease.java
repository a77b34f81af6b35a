// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.aggregation.groups.ReleasedGroups.Estimate;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.mechanism.Charged;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.NoiseGate;
import org.murmuration.engine.release.Release;
import org.murmuration.engine.release.ReleaseIdentity;
import org.murmuration.engine.release.ReleaseKind;
import org.murmuration.engine.release.Settings;
import org.murmuration.engine.release.StoredForm;

/**
 * Releases the statistics of a plan: adds the noise to what all rows together gave, selects the groups that may be
 * named, and answers from the noisy vectors ({@link NoisyGroups}).
 */
public final class GroupByRelease implements ReleaseKind<GroupRows, ReleasedGroups> {
    private final GroupByPlan plan;
    private final Settings rows;

    private GroupByRelease(GroupByPlan plan, Settings rows) {
        this.plan = plan;
        this.rows = rows;
    }

    /**
     * The release of a plan.
     *
     * @param plan what is measured
     * @param rows everything else that the outcome depends on besides the rows: key columns, declared groups, column of
     *     the unit
     * @return to be made with or without a ledger
     */
    public static GroupByRelease of(GroupByPlan plan, Settings rows) {
        return new GroupByRelease(plan, rows);
    }

    /**
     * Releases with a guarantee for this release alone.
     *
     * @param aggregate of all rows
     * @param unit whose presence is hidden
     * @param random secure bits, or a test's
     * @param monitor receives progress
     * @return what may be published
     * @throws IllegalArgumentException when there are too many groups for what is asked of them
     */
    public static ReleasedGroups release(
            PartialAggregate aggregate, PrivacyUnit unit, RandomSource random, ProgressMonitor monitor) {
        GroupRows rows = new GroupRows(aggregate, Optional.empty());
        return Release.alone(of(aggregate.plan(), Settings.none()), unit, rows, random, monitor);
    }

    @Override
    public GroupByPlan plan() {
        return plan;
    }

    @Override
    public ReleaseIdentity identity() {
        return plan.identity().with("rows", rows);
    }

    @Override
    public StoredForm<ReleasedGroups> form() {
        return StoredForm.of(ReleasedGroupsJson::write, ReleasedGroupsJson::read);
    }

    /** {@inheritDoc} They were chosen while they streamed through. */
    @Override
    public GroupRows of(GroupRows data, Cohort cohort) {
        return data;
    }

    /** {@inheritDoc} They were recognised while they streamed through. */
    @Override
    public Fingerprint recognise(GroupRows data, Fingerprint empty, ProgressMonitor monitor) {
        return data.fingerprint()
                .orElseThrow(() -> new IllegalArgumentException("The rows were not recognised for the ledger."));
    }

    @Override
    public ReleasedGroups make(GroupRows data, NoiseGate gate, ProgressMonitor monitor) throws LedgerException {
        PartialAggregate aggregate = data.aggregate();
        Checks.require(aggregate.plan() == plan, "The rows were added up for another plan.");
        RandomSource random = gate.open();
        GroupKeys keys = aggregate.keys();
        GroupTotals totals = aggregate.finish();
        monitor.report(0.2, "Adding up groups");
        int[] chosen = IntStream.range(0, keys.size()).toArray();
        List<PrivacyEvent> events = new ArrayList<>();
        Optional<Estimate> unnamed = Optional.empty();
        if (plan.discovers()) {
            long[] units = totals.units(keys.size());
            Charged<boolean[]> selection = plan.selection().select(units, random);
            events.add(selection.event());
            long[] others = {
                IntStream.range(0, units.length)
                        .filter(g -> units[g] > 0 && !selection.value()[g])
                        .count()
            };
            Charged<double[]> noisy = plan.noiseOfUnnamed().release(others, random);
            events.add(noisy.event());
            unnamed = Optional.of(unnamed(noisy.value()[0], plan.noiseOfUnnamed()));
            // sorted by their values, because their order in the records would reveal something about them
            chosen = IntStream.of(chosen)
                    .filter(g -> selection.value()[g])
                    .boxed()
                    .sorted(Comparator.comparing(keys::values, NoisyGroups::compare))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        NoisyGroups release = NoisyGroups.of(plan, keys, chosen);
        for (int m = 0; m < plan.measures().size(); m++) {
            monitor.checkCanceled();
            Measure measure = plan.measures().get(m);
            release.measure(measure, totals.vector(m, chosen), keys, random);
            monitor.report(0.2 + 0.6 * (m + 1) / plan.measures().size(), "Drawing noise");
        }
        events.addAll(release.events());
        return new ReleasedGroups(
                gate.certify(events),
                plan.bounds(),
                keys.columns(),
                plan.outputs().stream().map(GroupByPlan.Output::title).toList(),
                release.groups(),
                unnamed,
                plan.isGaussian());
    }

    private static Estimate unnamed(double value, Noise noise) {
        double half = LaplaceWidth.ofWhole(noise.scale());
        return new Estimate(value, noise.deviation(), value - half, value + half);
    }
}
