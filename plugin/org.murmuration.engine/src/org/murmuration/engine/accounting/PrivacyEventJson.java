// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The stored form of events: one JSON object each, with the name of the mechanism and its exact parameters. */
public final class PrivacyEventJson {
    private static final String LABEL = "label";
    private static final String MECHANISM = "mechanism";
    private static final String EPSILON = "epsilon";

    private PrivacyEventJson() {}

    /**
     * Writes an event.
     *
     * @param event what was released
     * @return a new object
     */
    public static ObjectNode write(PrivacyEvent event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put(LABEL, event.label());
        if (event instanceof DiscreteGaussianEvent e) {
            json.put(MECHANISM, "discrete Gaussian")
                    .put("squaredSensitivity", e.squaredSensitivity())
                    .put("varianceNumerator", e.varianceNumerator())
                    .put("varianceDenominator", e.varianceDenominator());
        } else if (event instanceof DiscreteLaplaceEvent e) {
            json.put(MECHANISM, "discrete Laplace")
                    .put("sensitivity", e.sensitivity())
                    .put("scaleNumerator", e.scaleNumerator())
                    .put("scaleDenominator", e.scaleDenominator());
        } else if (event instanceof GaussianEvent e) {
            json.put(MECHANISM, "Gaussian").put("noiseMultiplier", e.noiseMultiplier());
        } else if (event instanceof LaplaceEvent e) {
            json.put(MECHANISM, "Laplace").put(EPSILON, e.epsilon());
        } else if (event instanceof ExponentialMechanismEvent e) {
            json.put(MECHANISM, "exponential mechanism").put(EPSILON, e.epsilon());
        } else if (event instanceof RandomizedResponseEvent e) {
            json.put(MECHANISM, "randomised response")
                    .put("categories", e.categories())
                    .put("noise", e.noise());
        } else if (event instanceof PureDpEvent e) {
            json.put(MECHANISM, "pure DP").put(EPSILON, e.epsilon());
        } else if (event instanceof ApproximateDpEvent e) {
            json.put(MECHANISM, "approximate DP").put(EPSILON, e.epsilon()).put("delta", e.delta());
        } else if (event instanceof ZcdpEvent e) {
            json.put(MECHANISM, "zCDP").put("rho", e.rho());
        } else if (event instanceof ComposedEvent e) {
            json.put(MECHANISM, "composition").put("times", e.times());
            writeAll(e.parts(), json.putArray("parts"));
        } else if (event instanceof ParallelEvent e) {
            json.put(MECHANISM, "parallel composition");
            writeAll(e.cohorts(), json.putArray("cohorts"));
        }
        return json;
    }

    private static void writeAll(List<PrivacyEvent> events, ArrayNode array) {
        events.forEach(e -> array.add(write(e)));
    }

    /**
     * Reads an event.
     *
     * @param json what {@link #write} made
     * @return the event
     * @throws IllegalArgumentException when it is no event or its parameters are out of range
     */
    public static PrivacyEvent read(JsonNode json) {
        String label = json.path(LABEL).asText();
        double epsilon = json.path(EPSILON).asDouble(Double.NaN);
        return switch (json.path(MECHANISM).asText()) {
            case "discrete Gaussian" -> new DiscreteGaussianEvent(
                    label,
                    json.path("squaredSensitivity").longValue(),
                    json.path("varianceNumerator").longValue(),
                    json.path("varianceDenominator").longValue());
            case "discrete Laplace" -> new DiscreteLaplaceEvent(
                    label,
                    json.path("sensitivity").longValue(),
                    json.path("scaleNumerator").longValue(),
                    json.path("scaleDenominator").longValue());
            case "Gaussian" -> new GaussianEvent(
                    label, json.path("noiseMultiplier").asDouble(Double.NaN));
            case "Laplace" -> new LaplaceEvent(label, epsilon);
            case "exponential mechanism" -> new ExponentialMechanismEvent(label, epsilon);
            case "randomised response" -> new RandomizedResponseEvent(
                    label,
                    json.path("categories").intValue(),
                    json.path("noise").asDouble(Double.NaN));
            case "pure DP" -> new PureDpEvent(label, epsilon);
            case "approximate DP" -> new ApproximateDpEvent(
                    label, epsilon, json.path("delta").asDouble(Double.NaN));
            case "zCDP" -> new ZcdpEvent(label, json.path("rho").asDouble(Double.NaN));
            case "composition" -> new ComposedEvent(
                    label, readAll(json.path("parts")), json.path("times").longValue());
            case "parallel composition" -> new ParallelEvent(label, readAll(json.path("cohorts")));
            default -> throw new IllegalArgumentException("The event \"" + label + "\" names an unknown mechanism.");
        };
    }

    private static List<PrivacyEvent> readAll(JsonNode array) {
        List<PrivacyEvent> events = new ArrayList<>();
        array.forEach(e -> events.add(read(e)));
        return events;
    }
}
