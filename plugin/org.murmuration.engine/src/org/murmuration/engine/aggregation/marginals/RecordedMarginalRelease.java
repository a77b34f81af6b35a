// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.marginals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.accounting.ledger.LedgerScope;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.accounting.ledger.ReleaseNumber;
import org.murmuration.engine.accounting.ledger.ReleaseRequest;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.LedgerRelease;
import org.murmuration.engine.release.RecordedRelease;

/** Marginals under a ledger, see {@link RecordedRelease}. */
public final class RecordedMarginalRelease {
    private static final String ALGORITHM = "dp-marginals/1";

    private RecordedMarginalRelease() {}

    /**
     * Prepares a release and refuses it if the budget cannot take it, before any record is read.
     *
     * @param ledger account of the data source; its unit and neighbouring relation hold
     * @param codebook public codebook
     * @param plan made for the domain of the codebook and the ledger's relation
     * @param number which of several releases with the same settings it is
     * @param node what makes the release, for people
     * @param cohort who it is about
     * @return the release, of which nothing was made yet
     * @throws LedgerException when the ledger refuses
     * @throws IllegalArgumentException when codebook, cohort or relation do not fit
     */
    public static RecordedRelease<ReleasedAggregates> of(
            PrivacyLedger ledger,
            Codebook codebook,
            MarginalPlan plan,
            ReleaseNumber number,
            String node,
            Cohort cohort)
            throws LedgerException {
        Checks.require(
                plan.relation() == ledger.terms().relation(), "The plan is made for other neighbours than the ledger.");
        String parameters =
                "epsilon " + plan.target().epsilon() + " delta " + plan.target().delta() + " order " + plan.order()
                        + " unit " + ledger.terms().unit().name() + "\n" + codebook.toJson();
        ReleaseRequest request = new ReleaseRequest(ALGORITHM, parameters, number, plan.event(), node, cohort);
        return RecordedRelease.of(
                ledger,
                codebook,
                request,
                new Counts(codebook, plan, ledger.terms().unit()));
    }

    private record Counts(Codebook codebook, MarginalPlan plan, PrivacyUnit unit)
            implements RecordedRelease.Kind<ReleasedAggregates> {
        @Override
        public ReleasedAggregates make(
                Dataset records,
                RandomSource random,
                LedgerScope scope,
                LedgerRelease.NoiseStart beforeNoise,
                ProgressMonitor monitor)
                throws LedgerException {
            MarginalRelease counted =
                    MarginalRelease.count(CountSource.of(records), codebook, plan, unit, monitor.part(0, 0.5));
            beforeNoise.begin();
            return counted.draw(random, Optional.of(scope), monitor.part(0.5, 1));
        }

        @Override
        public void write(ReleasedAggregates value, OutputStream out) throws IOException {
            AggregatesJson.write(value, out);
        }

        @Override
        public ReleasedAggregates read(InputStream in) throws IOException {
            return AggregatesJson.read(in);
        }
    }
}
