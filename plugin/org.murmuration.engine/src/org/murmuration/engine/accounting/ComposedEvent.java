// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.json.JsonObject;

/**
 * Releases that touch the same people, one after another, the whole list a number of times.
 *
 * @param label what was released, in words free of data
 * @param parts what was released each time, at least one
 * @param times how often the list was released, at least 1
 */
public record ComposedEvent(String label, List<PrivacyEvent> parts, long times) implements PrivacyEvent {
    /** Checks the parameters and copies the list. */
    public ComposedEvent {
        Checks.require(label != null && !label.isBlank(), "An event needs a label.");
        parts = List.copyOf(parts);
        Checks.require(!parts.isEmpty() && times >= 1, "A composition needs at least one part.");
    }

    /**
     * Releases that are made once each.
     *
     * @param label what was released, in words free of data
     * @param parts at least one
     * @return the composition
     */
    public static ComposedEvent of(String label, List<PrivacyEvent> parts) {
        return new ComposedEvent(label, parts, 1);
    }

    private double sum(ToDoubleFunction<PrivacyEvent> cost) {
        double sum = 0;
        for (PrivacyEvent part : parts) {
            sum = Rounding.addUp(sum, cost.applyAsDouble(part));
        }
        return times == 1 ? sum : Rounding.multiplyUp(sum, times);
    }

    @Override
    public double rho() {
        return sum(PrivacyEvent::rho);
    }

    @Override
    public double failure() {
        return sum(PrivacyEvent::failure);
    }

    @Override
    public double pureEpsilon() {
        return sum(PrivacyEvent::pureEpsilon);
    }

    @Override
    public ComposedEvent withLabel(String newLabel) {
        return new ComposedEvent(newLabel, parts, times);
    }

    @Override
    public String mechanism() {
        return "composition";
    }

    @Override
    public void writeParameters(JsonObject json) {
        json.put("times", times).put("parts", PrivacyEventJson.writeAll(parts));
    }

    @Override
    public Optional<LossPair> worstPair() {
        return Optional.empty();
    }
}
