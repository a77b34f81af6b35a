// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.MarginalCounter;
import org.murmuration.engine.mechanism.GaussianMechanism;
import org.murmuration.engine.mechanism.Release;
import org.murmuration.engine.mechanism.ReleasedCount;
import org.murmuration.engine.mechanism.ReleasedMarginal;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** Counts, adds noise and records the cost of all marginals of a plan. */
public final class MarginalRelease {
    private MarginalRelease() {}

    /**
     * Releases the record count and all marginals of a plan. All noise is drawn before anything is returned.
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
        Checks.require(
                codebook.origin() == Codebook.Origin.PUBLIC,
                "The codebook was made from the data. Review it and declare it public first.");
        Checks.require(data.domain().equals(codebook.domain()), "The data are coded against another codebook.");
        List<Marginal> exact = MarginalCounter.count(data, plan.workload(), monitor.part(0, 0.5));
        List<PrivacyEvent> events = new ArrayList<>();
        Release<ReleasedCount> count =
                GaussianMechanism.ofRho(plan.rhoOfCount()).release(data.rows(), "number of records", random);
        events.add(count.event());
        List<ReleasedMarginal> marginals = new ArrayList<>();
        for (Marginal marginal : exact) {
            monitor.checkCanceled();
            Release<ReleasedMarginal> release = GaussianMechanism.ofRho(
                            plan.rhoOfMarginal(marginal.clique().size()))
                    .release(marginal, random);
            events.add(release.event());
            marginals.add(release.value());
            monitor.report(0.5 + 0.5 * marginals.size() / exact.size(), "Drawing noise");
        }
        return new ReleasedAggregates(
                codebook, unit, plan.target(), count.value(), marginals, events, !random.isSecure());
    }
}
