// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import org.murmuration.engine.json.JsonObject;

/** The stored form of a release's place in a ledger. */
public final class LedgerScopeJson {
    private LedgerScopeJson() {}

    /**
     * Writes a scope.
     *
     * @param scope where a release stands
     * @return a new object
     */
    public static JsonObject write(LedgerScope scope) {
        return new JsonObject()
                .put("asset", scope.asset())
                .put("release", scope.release())
                .put("cohort", scope.cohort())
                .put("budget", scope.budget())
                .put("spent", scope.spent());
    }

    /**
     * Reads a scope.
     *
     * @param json what {@link #write} made
     * @return the scope
     */
    public static LedgerScope read(JsonObject json) {
        return new LedgerScope(
                json.getString("asset"),
                json.getString("release"),
                json.getString("cohort"),
                json.getString("budget"),
                json.getString("spent"));
    }
}
