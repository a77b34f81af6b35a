// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.marginals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.LedgerScope;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.mechanism.GaussianMechanism;
import org.murmuration.engine.mechanism.Release;
import org.murmuration.engine.mechanism.ReleasedCount;
import org.murmuration.engine.mechanism.ReleasedMarginal;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** Counts, adds noise and records the cost of all marginals of a plan. */
public final class MarginalRelease {
    private final Codebook codebook;
    private final MarginalPlan plan;
    private final PrivacyUnit unit;
    private final long records;
    private final List<Marginal> exact;

    private MarginalRelease(
            Codebook codebook, MarginalPlan plan, PrivacyUnit unit, long records, List<Marginal> exact) {
        this.codebook = codebook;
        this.plan = plan;
        this.unit = unit;
        this.records = records;
        this.exact = exact;
    }

    /**
     * Counts, without noise: nothing leaves and nothing is spent.
     *
     * @param data counts of the sensitive records
     * @param codebook public codebook that the records are coded against
     * @param plan made for the domain of the codebook
     * @param unit whose presence will be hidden; each unit has one record
     * @param monitor told about progress
     * @return exact counts, ready to be released
     * @throws IllegalArgumentException when codebook, plan and data do not belong together or the codebook was made
     *     from the data
     */
    static MarginalRelease count(
            CountSource data, Codebook codebook, MarginalPlan plan, PrivacyUnit unit, ProgressMonitor monitor) {
        Checks.require(
                codebook.origin() == Codebook.Origin.PUBLIC,
                "The codebook was made from the data. Review it and declare it public first.");
        Checks.require(data.domain().equals(codebook.domain()), "The data are coded against another codebook.");
        CountSource counts = CountSource.checked(data);
        List<Marginal> exact = counts.count(plan.workload(), monitor);
        return new MarginalRelease(codebook, plan, unit, counts.rows(), exact);
    }

    /** Draws all noise; nothing of it is returned before the last is drawn. */
    ReleasedAggregates draw(RandomSource random, Optional<LedgerScope> scope, ProgressMonitor monitor) {
        List<PrivacyEvent> events = new ArrayList<>();
        Release<ReleasedCount> count = GaussianMechanism.ofRho(plan.rhoOfCount(), plan.sensitivity())
                .release(records, "number of records", random);
        events.add(count.event());
        List<ReleasedMarginal> marginals = new ArrayList<>();
        for (Marginal marginal : exact) {
            monitor.checkCanceled();
            Release<ReleasedMarginal> release = GaussianMechanism.ofRho(
                            plan.rhoOfMarginal(marginal.clique().size()), plan.sensitivity())
                    .release(marginal, random);
            events.add(release.event());
            marginals.add(release.value());
            monitor.report((double) marginals.size() / exact.size(), "Drawing noise");
        }
        return new ReleasedAggregates(
                codebook,
                unit,
                plan.target(),
                count.value(),
                marginals,
                events,
                plan.relation(),
                scope,
                !random.isSecure());
    }

    /**
     * Releases the record count and all marginals of a plan, with a guarantee for this release alone.
     *
     * @param data the sensitive records
     * @param codebook public codebook that the records are coded against
     * @param plan made for the domain of the codebook
     * @param unit whose presence is hidden; each unit has one record
     * @param random bits; a source that is not secure marks the result as a test
     * @param monitor told about progress
     * @return noisy aggregates that may be published
     * @throws IllegalArgumentException when codebook, plan and data do not belong together or the codebook was made
     *     from the data
     */
    public static ReleasedAggregates release(
            Dataset data,
            Codebook codebook,
            MarginalPlan plan,
            PrivacyUnit unit,
            RandomSource random,
            ProgressMonitor monitor) {
        return release(CountSource.of(data), codebook, plan, unit, random, monitor);
    }

    /**
     * Releases the record count and all marginals of a plan, with a guarantee for this release alone.
     *
     * @param data counts of the sensitive records, made here or elsewhere
     * @param codebook public codebook that the records are coded against
     * @param plan made for the domain of the codebook
     * @param unit whose presence is hidden; each unit has one record
     * @param random bits; a source that is not secure marks the result as a test
     * @param monitor told about progress
     * @return noisy aggregates that may be published
     * @throws IllegalArgumentException when codebook, plan and data do not belong together or the codebook was made
     *     from the data
     */
    public static ReleasedAggregates release(
            CountSource data,
            Codebook codebook,
            MarginalPlan plan,
            PrivacyUnit unit,
            RandomSource random,
            ProgressMonitor monitor) {
        return count(data, codebook, plan, unit, monitor.part(0, 0.5))
                .draw(random, Optional.empty(), monitor.part(0.5, 1));
    }
}
