// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.murmuration.engine.accounting.LedgerScope;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.PrivacyEventJson;
import org.murmuration.engine.aggregation.ReleasedAggregates;
import org.murmuration.engine.internal.Rounding;

/** The guarantee of a release, in a sentence and as JSON. */
public final class PrivacyStatement {
    /** Format of the JSON. */
    public static final int FORMAT = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ReleasedAggregates aggregates;

    private PrivacyStatement(ReleasedAggregates aggregates) {
        this.aggregates = aggregates;
    }

    /**
     * The statement of released aggregates and of everything computed from them.
     *
     * @param aggregates what was released
     * @return the statement
     */
    public static PrivacyStatement of(ReleasedAggregates aggregates) {
        return new PrivacyStatement(aggregates);
    }

    /**
     * The guarantee in one sentence.
     *
     * @return a sentence with a full stop; of a test, that it is none
     */
    public String sentence() {
        if (aggregates.test()) {
            return ReleasedAggregates.TEST_MARK + " (a fixed seed was used, so the noise can be foreseen).";
        }
        return String.format(
                Locale.ROOT,
                "With epsilon = %s and delta = %s, the release hides whether any single %s was in the data (differential"
                        + " privacy, %s; rho = %s); %s.",
                Rounding.textUp(aggregates.guarantee().epsilon()),
                Rounding.textUp(aggregates.target().delta()),
                aggregates.unit().name(),
                aggregates.relation().describe(aggregates.unit()),
                Rounding.textUp(aggregates.cost().rho()),
                scope());
    }

    private String scope() {
        return aggregates
                .ledger()
                .map(l -> "with all earlier releases from \"" + l.asset() + "\" (" + l.cohort() + ") it makes "
                        + l.spent() + ", and all releases together keep to " + l.budget())
                .orElse("the guarantee covers this release alone");
    }

    /**
     * The statement as JSON.
     *
     * @return pretty-printed text with a final line end
     */
    public String toJson() {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT);
        root.put("private", !aggregates.test());
        if (aggregates.test()) {
            root.put("mark", ReleasedAggregates.TEST_MARK);
        }
        root.put("statement", sentence());
        root.put("unit", aggregates.unit().name());
        root.put("neighbours", aggregates.relation().name());
        ObjectNode guarantee = root.putObject("guarantee");
        guarantee.put("epsilon", aggregates.guarantee().epsilon());
        guarantee.put("delta", aggregates.target().delta());
        guarantee.put("rho", aggregates.cost().rho());
        root.putObject("target")
                .put("epsilon", aggregates.target().epsilon())
                .put("delta", aggregates.target().delta());
        root.putObject("records")
                .put("noisyCount", aggregates.count().count())
                .put("sigma", aggregates.count().sigma());
        if (aggregates.ledger().isPresent()) {
            LedgerScope scope = aggregates.ledger().get();
            root.put("scope", "all releases from this source");
            root.putObject("ledger")
                    .put("asset", scope.asset())
                    .put("release", scope.release())
                    .put("cohort", scope.cohort())
                    .put("budget", scope.budget())
                    .put("spent", scope.spent());
        } else {
            root.put("scope", "this release alone");
        }
        ArrayNode events = root.putArray("events");
        for (PrivacyEvent event : aggregates.events()) {
            events.add(PrivacyEventJson.write(event).put("rho", event.rho()));
        }
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Noise of each kind of count, for a table.
     *
     * @return sigma in records by "record count", "1-way counts", ...
     */
    public Map<String, Double> noise() {
        Map<String, Double> result = new LinkedHashMap<>();
        result.put("record count", aggregates.count().sigma());
        aggregates.marginals().forEach(m -> result.put(m.clique().size() + "-way counts", m.sigma()));
        return result;
    }
}
