// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.accounting.ledger.ReleaseNumber;
import org.murmuration.engine.accounting.ledger.ReleaseRequest;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.linked.FamilyCountSource;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.LedgerRelease;
import org.murmuration.engine.release.RecordedRelease;

/** Families under a ledger whose unit is the parent, see {@link LedgerRelease}. */
public final class RecordedLinkedRelease {
    private static final String ALGORITHM = "dp-linked/1";
    private static final int STRIDE = 4096;

    private final LedgerRelease<ReleasedFamilies> release;
    private final LinkedPlan plan;

    private RecordedLinkedRelease(LedgerRelease<ReleasedFamilies> release, LinkedPlan plan) {
        this.release = release;
        this.plan = plan;
    }

    /**
     * Prepares a release and refuses it if the budget cannot take it, before any family is read.
     *
     * @param ledger account of the data source; its unit must be the parent, its relation the plan's
     * @param plan made to be added up
     * @param number which of several releases with the same settings it is
     * @param node what makes the release, for people
     * @param cohort whose parents it is about
     * @return the release, of which nothing was made yet
     * @throws LedgerException when the ledger refuses
     * @throws IllegalArgumentException when unit, relation or cohort do not fit
     */
    public static RecordedLinkedRelease of(
            PrivacyLedger ledger, LinkedPlan plan, ReleaseNumber number, String node, Cohort cohort)
            throws LedgerException {
        String unit = ledger.terms().unit().name();
        Checks.require(
                unit.equalsIgnoreCase(plan.codebook().parent()),
                "The ledger protects one " + unit + ", but a parent of these tables is called \""
                        + plan.codebook().parent() + "\". If both mean the same, name them alike; if not, use a ledger"
                        + " whose unit is the " + plan.codebook().parent() + ".");
        Checks.require(
                plan.relation() == ledger.terms().relation(), "The plan is made for other neighbours than the ledger.");
        Checks.require(plan.isAddedUp(), "The plan does not reckon with other releases of the ledger.");
        RecordedRelease.codes(plan.codebook().parents().domain(), cohort);
        String parameters =
                ReleasedFamiliesJson.write(plan) + "\n" + plan.codebook().toJson();
        ReleaseRequest request = new ReleaseRequest(ALGORITHM, parameters, number, plan.event(), node, cohort);
        return new RecordedLinkedRelease(LedgerRelease.of(ledger, request, new Json()), plan);
    }

    /**
     * Makes the release, or gives the stored one back.
     *
     * @param data sensitive families; those outside of the cohort are left out
     * @param random secure bits
     * @param monitor receives progress
     * @return what may be published, and whether it was stored before
     * @throws LedgerException when the ledger refuses, or the work was canceled after noise had been drawn
     * @throws IllegalArgumentException when the source of randomness is a test's, because a ledger counts real releases
     */
    public LedgerRelease.Outcome<ReleasedFamilies> release(
            LinkedDataset data, RandomSource random, ProgressMonitor monitor) throws LedgerException {
        Checks.require(
                random.isSecure(),
                "A test seed and a ledger cannot be used together: noise that can be foreseen protects nobody. Remove the"
                        + " test seed, or disconnect the ledger.");
        Checks.require(data.codebook().equals(plan.codebook()), "The families are coded against another codebook.");
        Cohort cohort = release.request().cohort();
        LinkedDataset families = data;
        if (!cohort.isAll()) {
            Domain domain = plan.codebook().parents().domain();
            boolean[] codes = RecordedRelease.codes(domain, cohort);
            families = data.where(domain.indexOf(cohort.attribute()), c -> codes[c]);
        }
        LinkedDataset records = families;
        return release.release(fingerprint(records, monitor.part(0, 0.2)), (scope, start) -> {
            FamilyMeasuring measuring = new FamilyMeasuring(FamilyCountSource.of(records), plan, random);
            long[][] exact = measuring.count(plan.fixedQueries(), monitor.part(0.2, 0.4));
            start.begin();
            return LinkedSynthesizer.release(measuring, exact, plan, Optional.of(scope), random, monitor.part(0.2, 1));
        });
    }

    /** Each family as one record: its parent, then its children in an order that does not depend on the table's. */
    private Fingerprint fingerprint(LinkedDataset data, ProgressMonitor monitor) {
        Fingerprint fingerprint = release.fingerprint();
        int parents = data.parents().domain().size();
        int columns = data.children().domain().size();
        for (int f = 0; f < data.families(); f++) {
            int[][] children = new int[data.childrenOf(f)][columns];
            for (int c = 0; c < children.length; c++) {
                for (int a = 0; a < columns; a++) {
                    children[c][a] = data.children().code(data.firstChild(f) + c, a);
                }
            }
            Arrays.sort(children, Arrays::compare);
            ByteBuffer record =
                    ByteBuffer.allocate(Math.multiplyExact(Integer.BYTES, parents + 1 + children.length * columns));
            for (int a = 0; a < parents; a++) {
                record.putInt(data.parents().code(f, a));
            }
            record.putInt(children.length);
            for (int[] child : children) {
                for (int code : child) {
                    record.putInt(code);
                }
            }
            fingerprint.add(record.array());
            if (f % STRIDE == 0) {
                monitor.checkCanceled();
                monitor.report((double) f / data.families(), "Recognising the families");
            }
        }
        return fingerprint;
    }

    private static final class Json implements LedgerRelease.Store<ReleasedFamilies> {
        @Override
        public void write(ReleasedFamilies value, OutputStream out) throws IOException {
            ReleasedFamiliesJson.write(value, out);
        }

        @Override
        public ReleasedFamilies read(InputStream in) throws IOException {
            return ReleasedFamiliesJson.read(in);
        }
    }
}
