// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

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
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.LedgerRelease;
import org.murmuration.engine.release.RecordedRelease;

/** Models under a ledger, see {@link RecordedRelease}. */
public final class RecordedModelRelease {
    private static final String ALGORITHM = "dp-synthesizer/1";

    private RecordedModelRelease() {}

    /**
     * Prepares a release and refuses it if the budget cannot take it, before any record is read.
     *
     * @param ledger account of the data source; its unit and neighbouring relation hold
     * @param codebook public codebook
     * @param method how to learn
     * @param asked over the domain of the codebook, for the ledger's relation; its cost is measured as the ledger does
     * @param number which of several releases with the same settings it is
     * @param node what makes the release, for people
     * @param cohort who it is about
     * @return the release, of which nothing was made yet
     * @throws LedgerException when the ledger refuses
     * @throws IllegalArgumentException when codebook, cohort or relation do not fit
     */
    public static RecordedRelease<ReleasedModel> of(
            PrivacyLedger ledger,
            Codebook codebook,
            SynthesisMethod method,
            SynthesisTask asked,
            ReleaseNumber number,
            String node,
            Cohort cohort)
            throws LedgerException {
        SynthesisTask task = asked.addedUp();
        Checks.require(
                task.relation() == ledger.terms().relation(), "The task is set for other neighbours than the ledger.");
        Checks.require(codebook.domain().equals(task.domain()), "The task is over another domain than the codebook.");
        String parameters = "method " + method.id() + " unit "
                + ledger.terms().unit().name() + " " + ModelJson.write(task) + "\n" + codebook.toJson();
        ReleaseRequest request = new ReleaseRequest(
                ALGORITHM, parameters, number, DpSynthesizers.of(method).cost(task), node, cohort);
        return RecordedRelease.of(
                ledger,
                codebook,
                request,
                new Models(codebook, method, task, ledger.terms().unit()));
    }

    private record Models(Codebook codebook, SynthesisMethod method, SynthesisTask task, PrivacyUnit unit)
            implements RecordedRelease.Kind<ReleasedModel> {
        @Override
        public ReleasedModel make(
                Dataset records,
                RandomSource random,
                LedgerScope scope,
                LedgerRelease.NoiseStart beforeNoise,
                ProgressMonitor monitor)
                throws LedgerException {
            beforeNoise.begin(); // the first counts are followed by noise at once
            LearnedModel model = DpSynthesizers.of(method).learn(records, task, random, monitor);
            return new ReleasedModel(codebook, unit, Optional.of(scope), model);
        }

        @Override
        public void write(ReleasedModel value, OutputStream out) throws IOException {
            ModelJson.write(value, out);
        }

        @Override
        public ReleasedModel read(InputStream in) throws IOException {
            return ModelJson.read(in);
        }
    }
}
