// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.release.ExpectedError;
import org.murmuration.engine.release.ReleaseIdentity;
import org.murmuration.engine.release.ReleasePlan;
import org.murmuration.engine.release.Settings;

/**
 * How a model is learned: which method answers which task.
 *
 * @param task what the model shall answer well, and what it may cost
 * @param method how to learn
 */
public record ModelPlan(SynthesisTask task, SynthesisMethod method) implements ReleasePlan {
    private static final int VERSION = 2;

    /** Checks that nothing is missing. */
    public ModelPlan {
        Checks.require(task != null && method != null, "A plan needs a task and a method.");
    }

    /**
     * A plan for all pairs by the default method.
     *
     * @param domain coded attributes
     * @param target guarantee that the model keeps at most
     * @return the plan
     */
    public static ModelPlan of(Domain domain, ApproximateDp target) {
        return new ModelPlan(SynthesisTask.allOf(domain, 2, target), SynthesisMethod.ONE_SHOT);
    }

    /**
     * The same plan by another method.
     *
     * @param other how to learn
     * @return a new plan
     */
    public ModelPlan with(SynthesisMethod other) {
        return new ModelPlan(task, other);
    }

    /**
     * The same plan for another task.
     *
     * @param other what the model shall answer well
     * @return a new plan
     */
    public ModelPlan with(SynthesisTask other) {
        return new ModelPlan(other, method);
    }

    @Override
    public ApproximateDp target() {
        return task.target();
    }

    @Override
    public NeighboringRelation relation() {
        return task.relation();
    }

    @Override
    public PrivacyEvent event() {
        return DpSynthesizers.of(method).cost(task);
    }

    /**
     * {@inheritDoc} Of the first counts of single attributes; what the model says of more is known only when it is
     * learned.
     */
    @Override
    public List<ExpectedError> expectedErrors() {
        return List.of(new ExpectedError(
                "counts of single attributes",
                Normal.Z95 * SynthesisEstimate.of(method, task).sigma()));
    }

    @Override
    public ReleaseIdentity identity() {
        List<Settings> workload = new ArrayList<>();
        for (SynthesisTask.Weighted w : task.workload()) {
            workload.add(
                    Settings.none().with("attributes", w.clique().toArray()).with("weight", w.weight()));
        }
        return ReleaseIdentity.of(
                "dp-synthesizer",
                VERSION,
                Settings.none()
                        .with(target(), relation())
                        .with(task.composition())
                        .with(task.domain())
                        .with("method", method.id())
                        .with("maxCells", task.maxCells())
                        .withParts("workload", workload));
    }
}
