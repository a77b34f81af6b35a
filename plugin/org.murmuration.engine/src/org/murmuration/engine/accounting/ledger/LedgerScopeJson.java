// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The stored form of a release's place in a ledger. */
public final class LedgerScopeJson {
    private LedgerScopeJson() {}

    /**
     * Writes a scope.
     *
     * @param scope where a release stands
     * @return a new object
     */
    public static ObjectNode write(LedgerScope scope) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("asset", scope.asset())
                .put("release", scope.release())
                .put("cohort", scope.cohort())
                .put("budget", scope.budget())
                .put("spent", scope.spent());
    }

    /**
     * Reads a scope.
     *
     * @param json what {@link #write} made, or nothing
     * @return empty when it is no object
     */
    public static Optional<LedgerScope> read(JsonNode json) {
        return json.isObject()
                ? Optional.of(new LedgerScope(
                        json.path("asset").asText(),
                        json.path("release").asText(),
                        json.path("cohort").asText(),
                        json.path("budget").asText(),
                        json.path("spent").asText()))
                : Optional.empty();
    }
}
