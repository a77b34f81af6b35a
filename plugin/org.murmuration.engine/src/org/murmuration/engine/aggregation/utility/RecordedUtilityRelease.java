// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.utility;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

/** An evaluation under a ledger, see {@link RecordedRelease}; other synthetic records make another release. */
public final class RecordedUtilityRelease {
    private static final String ALGORITHM = "dp-utility/1";

    private RecordedUtilityRelease() {}

    /**
     * Prepares a release and refuses it if the budget cannot take it, before any sensitive record is read.
     *
     * @param ledger account of the data source; its unit and neighbouring relation hold
     * @param codebook public codebook
     * @param plan made for the domain of the codebook and the ledger's relation
     * @param synthetic public records that are evaluated
     * @param number which of several releases with the same settings it is
     * @param node what makes the release, for people
     * @param cohort who it is about
     * @return the release, of which nothing was made yet
     * @throws LedgerException when the ledger refuses
     * @throws IllegalArgumentException when codebook, cohort or relation do not fit
     */
    public static RecordedRelease<ReleasedUtility> of(
            PrivacyLedger ledger,
            Codebook codebook,
            UtilityPlan plan,
            Dataset synthetic,
            ReleaseNumber number,
            String node,
            Cohort cohort)
            throws LedgerException {
        Checks.require(
                plan.relation() == ledger.terms().relation(), "The plan is made for other neighbours than the ledger.");
        String parameters =
                "epsilon " + plan.target().epsilon() + " delta " + plan.target().delta() + " order " + plan.order()
                        + " unit " + ledger.terms().unit().name() + " synthetic " + digest(synthetic) + "\n"
                        + codebook.toJson();
        ReleaseRequest request = new ReleaseRequest(ALGORITHM, parameters, number, plan.event(), node, cohort);
        return RecordedRelease.of(
                ledger,
                codebook,
                request,
                new Evaluation(codebook, plan, synthetic, ledger.terms().unit()));
    }

    /** Of the public records, so that a ledger tells them from others. */
    private static String digest(Dataset synthetic) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer record =
                    ByteBuffer.allocate(Integer.BYTES * synthetic.domain().size());
            for (int r = 0; r < synthetic.rows(); r++) {
                record.clear();
                for (int a = 0; a < synthetic.domain().size(); a++) {
                    record.putInt(synthetic.code(r, a));
                }
                digest.update(record.array());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private record Evaluation(Codebook codebook, UtilityPlan plan, Dataset synthetic, PrivacyUnit unit)
            implements RecordedRelease.Kind<ReleasedUtility> {
        @Override
        public ReleasedUtility make(
                Dataset records,
                RandomSource random,
                LedgerScope scope,
                LedgerRelease.NoiseStart beforeNoise,
                ProgressMonitor monitor)
                throws LedgerException {
            UtilityRelease counted = UtilityRelease.count(
                    CountSource.of(records), synthetic, codebook, plan, unit, monitor.part(0, 0.5));
            beforeNoise.begin();
            return counted.draw(random, Optional.of(scope), monitor.part(0.5, 1));
        }

        @Override
        public void write(ReleasedUtility value, OutputStream out) throws IOException {
            ReleasedUtilityJson.write(value, out);
        }

        @Override
        public ReleasedUtility read(InputStream in) throws IOException {
            return ReleasedUtilityJson.read(in);
        }
    }
}
