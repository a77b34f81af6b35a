// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.release.Counted;
import org.murmuration.engine.release.CountedKind;
import org.murmuration.engine.release.NoiseGate;
import org.murmuration.engine.release.StoredForm;

/** Learns the model of a plan and releases it. */
public final class ModelRelease implements CountedKind<CountSource, ReleasedModel> {
    private final Codebook codebook;
    private final ModelPlan plan;

    private ModelRelease(Codebook codebook, ModelPlan plan) {
        this.codebook = codebook;
        this.plan = plan;
    }

    /**
     * The release of a plan.
     *
     * @param codebook public codebook that records are coded against
     * @param plan over the domain of the codebook
     * @return to be made with or without a ledger
     * @throws IllegalArgumentException when codebook and plan do not belong together or the codebook was made from the
     *     data
     */
    public static ModelRelease of(Codebook codebook, ModelPlan plan) {
        Checks.require(
                codebook.origin() == Codebook.Origin.PUBLIC,
                "The codebook was made from the data. Review it and declare it public first.");
        Checks.require(
                codebook.domain().equals(plan.task().domain()), "The task is over another domain than the codebook.");
        return new ModelRelease(codebook, plan);
    }

    @Override
    public ModelPlan plan() {
        return plan;
    }

    @Override
    public Domain domain() {
        return codebook.domain();
    }

    @Override
    public StoredForm<ReleasedModel> form() {
        return StoredForm.of(ModelJson::write, ModelJson::read);
    }

    @Override
    public ReleasedModel make(Counted<CountSource> records, NoiseGate gate, ProgressMonitor monitor)
            throws LedgerException {
        CountSource data = CountSource.checked(records.counts());
        Checks.require(data.domain().equals(codebook.domain()), "The data are coded against another codebook.");
        // the gate opens before anything is counted, because the first counts are followed by noise at once
        LearnedModel model = DpSynthesizers.of(plan.method()).learn(data, plan.task(), gate.open(), monitor);
        return new ReleasedModel(codebook, gate.certify(model.events()), model);
    }
}
