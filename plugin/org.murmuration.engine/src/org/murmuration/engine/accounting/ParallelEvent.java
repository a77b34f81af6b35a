// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.json.JsonObject;

/**
 * Releases over disjoint cohorts of which each person is in one at most, whatever the data: the cost is that of the
 * most expensive one (McSherry 2009, theorem 4). Cohorts must be told apart by a public rule on something that never
 * changes.
 *
 * @param label what was released, in words free of data
 * @param cohorts what was released on each cohort, at least one
 */
public record ParallelEvent(String label, List<PrivacyEvent> cohorts) implements PrivacyEvent {
    /** Checks the parameters and copies the list. */
    public ParallelEvent {
        Checks.require(label != null && !label.isBlank(), "An event needs a label.");
        cohorts = List.copyOf(cohorts);
        Checks.require(!cohorts.isEmpty(), "A parallel release needs at least one cohort.");
    }

    private double worst(ToDoubleFunction<PrivacyEvent> cost) {
        return cohorts.stream().mapToDouble(cost).max().orElseThrow();
    }

    @Override
    public double rho() {
        return worst(PrivacyEvent::rho);
    }

    @Override
    public double failure() {
        return worst(PrivacyEvent::failure);
    }

    @Override
    public double pureEpsilon() {
        return worst(PrivacyEvent::pureEpsilon);
    }

    @Override
    public ParallelEvent withLabel(String newLabel) {
        return new ParallelEvent(newLabel, cohorts);
    }

    @Override
    public String mechanism() {
        return "parallel composition";
    }

    @Override
    public void writeParameters(JsonObject json) {
        json.put("cohorts", PrivacyEventJson.writeAll(cohorts));
    }

    @Override
    public Optional<LossPair> worstPair() {
        return Optional.empty();
    }
}
