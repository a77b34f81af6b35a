// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.marginals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.mechanism.Charged;
import org.murmuration.engine.mechanism.GaussianMechanism;
import org.murmuration.engine.mechanism.ReleasedCount;
import org.murmuration.engine.mechanism.ReleasedMarginal;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.Counted;
import org.murmuration.engine.release.CountedKind;
import org.murmuration.engine.release.NoiseGate;
import org.murmuration.engine.release.Release;
import org.murmuration.engine.release.StoredForm;

/** Releases the record count and all marginals of a plan: counts them, then adds the noise. */
public final class MarginalRelease implements CountedKind<CountSource, ReleasedAggregates> {
    private final Codebook codebook;
    private final MarginalPlan plan;

    private MarginalRelease(Codebook codebook, MarginalPlan plan) {
        this.codebook = codebook;
        this.plan = plan;
    }

    /**
     * The release of a plan.
     *
     * @param codebook public codebook that records are coded against
     * @param plan made for the domain of the codebook
     * @return to be made with or without a ledger
     * @throws IllegalArgumentException when codebook and plan do not belong together or the codebook was made from the
     *     data
     */
    public static MarginalRelease of(Codebook codebook, MarginalPlan plan) {
        Checks.require(
                codebook.origin() == Codebook.Origin.PUBLIC,
                "The codebook was made from the data. Review it and declare it public first.");
        Checks.require(plan.domain().equals(codebook.domain()), "The plan is made for another codebook.");
        return new MarginalRelease(codebook, plan);
    }

    /**
     * Releases with a guarantee for this release alone.
     *
     * @param data the sensitive records
     * @param codebook public codebook that the records are coded against
     * @param plan made for the domain of the codebook
     * @param unit whose presence is hidden; each unit has one record
     * @param random bits; a source that is not secure marks the result as a test
     * @param monitor receives progress
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
        return Release.alone(of(codebook, plan), unit, Counted.of(data), random, monitor);
    }

    /**
     * Releases, with a guarantee for this release alone, what was counted elsewhere.
     *
     * @param data counts of the sensitive records
     * @param codebook public codebook that the records are coded against
     * @param plan made for the domain of the codebook
     * @param unit whose presence is hidden; each unit has one record
     * @param random bits; a source that is not secure marks the result as a test
     * @param monitor receives progress
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
        Counted<CountSource> counted = Counted.elsewhere(data, Cohort.ALL, Optional.empty());
        return Release.alone(of(codebook, plan), unit, counted, random, monitor);
    }

    @Override
    public MarginalPlan plan() {
        return plan;
    }

    @Override
    public Domain domain() {
        return codebook.domain();
    }

    @Override
    public StoredForm<ReleasedAggregates> form() {
        return StoredForm.of(AggregatesJson::write, AggregatesJson::read);
    }

    @Override
    public ReleasedAggregates make(Counted<CountSource> records, NoiseGate gate, ProgressMonitor monitor)
            throws LedgerException {
        CountSource data = CountSource.checked(records.counts());
        Checks.require(data.domain().equals(codebook.domain()), "The data are coded against another codebook.");
        List<Marginal> exact = data.count(plan.workload(), monitor.part(0, 0.5));
        // all noise is drawn before any of it is returned
        RandomSource random = gate.open();
        ProgressMonitor drawing = monitor.part(0.5, 1);
        List<PrivacyEvent> events = new ArrayList<>();
        Charged<ReleasedCount> count = GaussianMechanism.ofRho(plan.rhoOfCount(), plan.sensitivity())
                .release(data.rows(), "number of records", random);
        events.add(count.event());
        List<ReleasedMarginal> marginals = new ArrayList<>();
        for (Marginal marginal : exact) {
            drawing.checkCanceled();
            Charged<ReleasedMarginal> release = GaussianMechanism.ofRho(
                            plan.rhoOfMarginal(marginal.clique().size()), plan.sensitivity())
                    .release(marginal, random);
            events.add(release.event());
            marginals.add(release.value());
            drawing.report((double) marginals.size() / exact.size(), "Drawing noise");
        }
        return new ReleasedAggregates(codebook, gate.certify(events), count.value(), marginals);
    }
}
