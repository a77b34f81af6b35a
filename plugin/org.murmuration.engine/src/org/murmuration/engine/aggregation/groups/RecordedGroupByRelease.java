// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.accounting.ledger.ReleaseNumber;
import org.murmuration.engine.accounting.ledger.ReleaseRequest;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.LedgerRelease;

/** Statistics by group under a ledger, see {@link LedgerRelease}. */
public final class RecordedGroupByRelease {
    private static final String ALGORITHM = "dp-group-by/1";

    private final LedgerRelease<ReleasedGroups> release;
    private final PrivacyUnit unit;

    private RecordedGroupByRelease(LedgerRelease<ReleasedGroups> release, PrivacyUnit unit) {
        this.release = release;
        this.unit = unit;
    }

    /**
     * Prepares a release and refuses it if the budget cannot take it, before any row is read.
     *
     * @param ledger account of the data source; its unit and neighbouring relation hold
     * @param plan made for the ledger's relation
     * @param rows everything else that the outcome depends on besides the rows: key columns, codebook, column of the unit
     * @param number which of several releases with the same settings it is
     * @param node what makes the release, for people
     * @param cohort who it is about; the rows that are added must be theirs alone
     * @param following what else will be asked for, with what this release gives; the budget must suffice for all
     * @return the release, of which nothing was made yet
     * @throws LedgerException when the ledger refuses
     * @throws IllegalArgumentException when the relation does not fit
     */
    public static RecordedGroupByRelease of(
            PrivacyLedger ledger,
            GroupByPlan plan,
            String rows,
            ReleaseNumber number,
            String node,
            Cohort cohort,
            List<PrivacyEvent> following)
            throws LedgerException {
        Checks.require(
                plan.relation() == ledger.terms().relation(), "The plan is made for other neighbours than the ledger.");
        String parameters = plan.aggregations() + " " + plan.target() + " " + plan.bounds() + " gaussian "
                + plan.isGaussian() + " discovers " + plan.discovers() + " totals " + plan.totals() + " unit "
                + ledger.terms().unit().name() + "\n" + rows;
        ReleaseRequest request = new ReleaseRequest(ALGORITHM, parameters, number, plan.event(), node, cohort);
        ledger.check(request, following);
        return new RecordedGroupByRelease(
                LedgerRelease.of(ledger, request, new Json()), ledger.terms().unit());
    }

    /**
     * Starts the fingerprint of the rows.
     *
     * @return without any row
     */
    public Fingerprint fingerprint() {
        return release.fingerprint();
    }

    /**
     * Makes the release, or gives the stored one back.
     *
     * @param aggregate of all rows of the cohort
     * @param fingerprint of the same rows
     * @param random secure bits
     * @param monitor told about progress
     * @return what may be published, and whether it was stored before
     * @throws LedgerException when the ledger refuses, or the work was canceled after noise had been drawn
     * @throws IllegalArgumentException when the source of randomness is a test's, because a ledger counts real releases
     */
    public LedgerRelease.Outcome<ReleasedGroups> release(
            PartialAggregate aggregate, Fingerprint fingerprint, RandomSource random, ProgressMonitor monitor)
            throws LedgerException {
        Checks.require(
                random.isSecure(),
                "A test seed and a ledger cannot be used together: noise that can be foreseen protects nobody. Remove the"
                        + " test seed, or disconnect the ledger.");
        return release.release(fingerprint, (scope, start) -> {
            start.begin();
            return GroupByRelease.release(aggregate, unit, random, Optional.of(scope), monitor);
        });
    }

    private static final class Json implements LedgerRelease.Store<ReleasedGroups> {
        @Override
        public void write(ReleasedGroups value, OutputStream out) throws IOException {
            ReleasedGroupsJson.write(value, out);
        }

        @Override
        public ReleasedGroups read(InputStream in) throws IOException {
            return ReleasedGroupsJson.read(in);
        }
    }
}
