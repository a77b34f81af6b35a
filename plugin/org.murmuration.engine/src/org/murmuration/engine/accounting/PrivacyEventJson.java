// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.List;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;

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
    public static JsonObject write(PrivacyEvent event) {
        JsonObject json = new JsonObject().put(LABEL, event.label()).put(MECHANISM, event.mechanism());
        event.writeParameters(json);
        return json;
    }

    /**
     * Writes what an event costs and nothing that people read: two events that differ in their labels alone give the same.
     *
     * @param event what was released
     * @return a new object
     */
    public static JsonObject writeUnlabelled(PrivacyEvent event) {
        return withoutLabels(write(event));
    }

    private static JsonObject withoutLabels(JsonObject json) {
        json.remove(LABEL);
        for (String list : new String[] {"parts", "cohorts"}) {
            json.findArray(list).ifPresent(parts -> parts.objects().forEach(PrivacyEventJson::withoutLabels));
        }
        return json;
    }

    /**
     * Writes events.
     *
     * @param events in order
     * @return a new array
     */
    public static JsonArray writeAll(List<PrivacyEvent> events) {
        return JsonArray.of(events, PrivacyEventJson::write);
    }

    /**
     * Reads an event.
     *
     * @param json what {@link #write} made
     * @return the event
     * @throws IllegalArgumentException when it is no event or its parameters are out of range
     */
    public static PrivacyEvent read(JsonObject json) {
        String label = json.getString(LABEL);
        return switch (json.getString(MECHANISM)) {
            case "discrete Gaussian" -> new DiscreteGaussianEvent(
                    label,
                    json.getLong("squaredSensitivity"),
                    json.getLong("varianceNumerator"),
                    json.getLong("varianceDenominator"));
            case "discrete Laplace" -> new DiscreteLaplaceEvent(
                    label,
                    json.getLong("sensitivity"),
                    json.getLong("scaleNumerator"),
                    json.getLong("scaleDenominator"));
            case "Gaussian" -> new GaussianEvent(label, json.getDouble("noiseMultiplier"));
            case "Laplace" -> new LaplaceEvent(label, json.getDouble(EPSILON));
            case "exponential mechanism" -> new ExponentialMechanismEvent(label, json.getDouble(EPSILON));
            case "randomised response" -> new RandomizedResponseEvent(
                    label, json.getInt("categories"), json.getDouble("noise"));
            case "pure DP" -> new PureDpEvent(label, json.getDouble(EPSILON));
            case "approximate DP" -> new ApproximateDpEvent(label, json.getDouble(EPSILON), json.getDouble("delta"));
            case "zCDP" -> new ZcdpEvent(label, json.getDouble("rho"));
            case "composition" -> new ComposedEvent(label, readAll(json.getArray("parts")), json.getLong("times"));
            case "parallel composition" -> new ParallelEvent(label, readAll(json.getArray("cohorts")));
            default -> throw new IllegalArgumentException("The event \"" + label + "\" names an unknown mechanism.");
        };
    }

    /**
     * Reads events.
     *
     * @param array what {@link #writeAll} made
     * @return the events in order
     * @throws IllegalArgumentException when one is no event or its parameters are out of range
     */
    public static List<PrivacyEvent> readAll(JsonArray array) {
        return array.objects(PrivacyEventJson::read);
    }
}
