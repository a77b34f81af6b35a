// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.linked.FamilyCountSource;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.Account;
import org.murmuration.engine.release.Counted;
import org.murmuration.engine.release.CountedKind;
import org.murmuration.engine.release.NoiseGate;
import org.murmuration.engine.release.StoredForm;

/** Releases the noisy tables of families of a plan; the privacy unit is the parent. */
public final class LinkedRelease implements CountedKind<FamilyCountSource, ReleasedFamilies> {
    private final LinkedPlan plan;

    private LinkedRelease(LinkedPlan plan) {
        this.plan = plan;
    }

    /**
     * The release of a plan.
     *
     * @param plan what is measured
     * @return to be made with or without a ledger
     */
    public static LinkedRelease of(LinkedPlan plan) {
        return new LinkedRelease(plan);
    }

    @Override
    public LinkedPlan plan() {
        return plan;
    }

    @Override
    public StoredForm<ReleasedFamilies> form() {
        return StoredForm.of(ReleasedFamiliesJson::write, ReleasedFamiliesJson::read);
    }

    @Override
    public void check(Account used) {
        String parent = plan.codebook().parent();
        String unit = used.unit().name();
        Checks.require(
                unit.equalsIgnoreCase(parent),
                "The ledger protects one " + unit + ", but a parent of these tables is called \"" + parent
                        + "\". If both mean the same, name them alike; if not, use a ledger whose unit is the " + parent
                        + ".");
        Checks.require(
                used instanceof Account.Alone || plan.composition() == Composition.IN_LEDGER,
                "The plan does not reckon with other releases of the ledger.");
        CountedKind.super.check(used);
    }

    @Override
    public Domain domain() {
        return plan.codebook().parents().domain();
    }

    @Override
    public ReleasedFamilies make(Counted<FamilyCountSource> data, NoiseGate gate, ProgressMonitor monitor)
            throws LedgerException {
        FamilyMeasuring measuring = new FamilyMeasuring(data.counts(), plan);
        long[][] exact = measuring.count(plan.fixedQueries(), monitor.part(0, 0.25));
        RandomSource random = gate.open();
        measuring.draw(random);
        NoisyFamilies noisy = LinkedSynthesizer.measure(measuring, exact, plan, random, monitor.part(0.25, 1));
        return new ReleasedFamilies(
                plan,
                gate.certify(measuring.events()),
                noisy,
                LinkedGuarantee.of(plan, measuring.events(), measuring.aboutChildren()));
    }
}
