// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.mechanism.GaussianPartitionSelection;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.Account;
import org.murmuration.engine.release.NoiseGate;
import org.murmuration.engine.release.Records;
import org.murmuration.engine.release.Release;
import org.murmuration.engine.release.ReleaseKind;
import org.murmuration.engine.release.Settings;
import org.murmuration.engine.release.StoredForm;

/**
 * Counts combinations of values with differential privacy, length by length (Gopi, Mahabadi, Yekhanin, "DP marginals";
 * the DP aggregates of Synthetic Data Showcase).
 *
 * <p>For each length l: candidates are the combinations all of whose parts were kept, so they depend on what was
 * released before. A bound of the candidates that a record contributes to is found by the exponential mechanism; a
 * record with more contributes to a uniform choice of that many. Each candidate's count then moves by 1 with a record,
 * and at most bound of them do: discrete Gaussian noise of variance bound sigma_l^2 costs 1 / (2 sigma_l^2), and so
 * does not depend on the bound. A candidate is kept if its noisy count is above 0 and above the threshold of its
 * length.
 *
 * <p>The bound of length l is one of {@link CombinationPlan#possibleBounds}, which are public. With c(b) the number of
 * records with at most b candidates and n that of all, b is the Q-th percentile when 100 c(b') &lt;= Q n &lt;= 100
 * c(b), b' being the next smaller bound. Its score is -max(0, Q n - 100 c(b), 100 c(b') - Q n), less the noise that it
 * brings, 100 sqrt(b) sigma_l, which is public and keeps the choice from bounds that are larger than any record needs.
 * A record added or removed moves the score by at most max(Q, 100 - Q), one replaced by 100.
 *
 * <p>Values that are not public: candidates of length 1 are the values that remain after records were cut to the bound;
 * they are named by {@link GaussianPartitionSelection}.
 *
 * <p>At the end no count is above that of any of its parts. That, and everything else but the steps named, is
 * post-processing.
 */
public final class CombinationRelease implements ReleaseKind<Dataset, ReleasedCombinations> {
    /** Most candidates of one length; longer combinations are left out. */
    public static final int MAX_CANDIDATES = 12_000_000;

    private final Codebook codebook;
    private final CombinationPlan plan;

    private CombinationRelease(Codebook codebook, CombinationPlan plan) {
        this.codebook = codebook;
        this.plan = plan;
    }

    /**
     * The release of a plan.
     *
     * @param codebook that records are coded against; public, unless the plan takes no values for public
     * @param plan made for the domain of the codebook
     * @return to be made with or without a ledger
     * @throws IllegalArgumentException when codebook and plan do not belong together
     */
    public static CombinationRelease of(Codebook codebook, CombinationPlan plan) {
        Checks.require(
                codebook.origin() == Codebook.Origin.PUBLIC || !plan.publicValues(),
                "The codebook was made from the data. Review it and declare it public, or have values named only above a"
                        + " threshold.");
        Checks.require(plan.code().domain().equals(codebook.domain()), "The plan is made for another codebook.");
        return new CombinationRelease(codebook, plan);
    }

    /**
     * Releases counts with a guarantee for this release alone.
     *
     * @param data the sensitive records, at most {@link CombinationPlan#rowsPerUnit} for each unit
     * @param codebook that the records are coded against; public, unless the plan takes no values for public
     * @param plan made for the domain of the codebook
     * @param unit whose presence is hidden
     * @param random bits; a source that is not secure marks the result as a test
     * @param monitor receives progress
     * @return counts that may be published; where values are not public, over a codebook of the values that were named
     * @throws IllegalArgumentException when codebook, plan and data do not belong together
     */
    public static ReleasedCombinations release(
            Dataset data,
            Codebook codebook,
            CombinationPlan plan,
            PrivacyUnit unit,
            RandomSource random,
            ProgressMonitor monitor) {
        return Release.alone(of(codebook, plan), unit, data, random, monitor);
    }

    @Override
    public CombinationPlan plan() {
        return plan;
    }

    /** {@inheritDoc} Where values are not public, the codebook was perhaps made from the records. */
    @Override
    public Settings unpublished() {
        return plan.publicValues() ? Settings.none() : plan.codes();
    }

    @Override
    public StoredForm<ReleasedCombinations> form() {
        return StoredForm.of(CombinationsJson::write, CombinationsJson::read);
    }

    @Override
    public void check(Account used) {
        Records.codes(codebook.domain(), used.cohort());
    }

    @Override
    public Dataset of(Dataset data, Cohort cohort) {
        return Records.of(data, cohort);
    }

    @Override
    public Fingerprint recognise(Dataset data, Fingerprint empty, ProgressMonitor monitor) {
        return Records.recognise(data, empty, monitor);
    }

    @Override
    public ReleasedCombinations make(Dataset data, NoiseGate gate, ProgressMonitor monitor) throws LedgerException {
        Checks.require(data.domain().equals(codebook.domain()), "The data are coded against another codebook.");
        return new CombinationMeasuring(data, plan, gate.open()).release(codebook, gate, monitor);
    }
}
