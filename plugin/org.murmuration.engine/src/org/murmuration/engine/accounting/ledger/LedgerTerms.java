// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyLoss;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.privacy.PureDp;
import org.murmuration.engine.privacy.ZeroConcentratedDp;

/**
 * What a ledger promises; fixed when it is created.
 *
 * @param asset name of the protected data source, for people
 * @param unit whose presence is hidden
 * @param relation which data sets are neighbours
 * @param budget what all releases together may cost
 * @param cohortAttribute attribute whose values never change and tell cohorts apart; empty if there are no cohorts
 * @param overlap what happens when releases over cohorts share people
 */
public record LedgerTerms(
        String asset,
        PrivacyUnit unit,
        NeighboringRelation relation,
        PrivacyLoss budget,
        String cohortAttribute,
        Overlap overlap) {
    /** What happens when a release shares people with an earlier one. */
    public enum Overlap {
        /** Costs of the shared people add up. */
        ADD,
        /** The release is refused. */
        REFUSE
    }

    /** Checks the parameters. */
    public LedgerTerms {
        Checks.require(asset != null && !asset.isBlank(), "A ledger needs the name of what it protects.");
        Checks.require(
                unit != null && relation != null && budget != null && cohortAttribute != null && overlap != null,
                "The terms of a ledger are incomplete.");
    }

    /**
     * A number in the measure of the budget, in words; rounded up.
     *
     * @param value epsilon or rho
     * @return for example "epsilon 1.2 at delta 0.000001"
     */
    public String describe(double value) {
        String number = value == Double.POSITIVE_INFINITY ? "without bound" : Rounding.textUp(value);
        if (budget instanceof ZeroConcentratedDp) {
            return "rho " + number;
        }
        return budget instanceof ApproximateDp a
                ? "epsilon " + number + " at delta " + Rounding.textUp(a.delta())
                : "epsilon " + number;
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("asset", asset)
                .put("unit", unit.name())
                .put("neighbours", relation.name())
                .put("cohortAttribute", cohortAttribute)
                .put("overlap", overlap.name());
        JsonObject b = json.putObject("budget");
        if (budget instanceof ApproximateDp a) {
            b.put("epsilon", a.epsilon()).put("delta", a.delta());
        } else if (budget instanceof ZeroConcentratedDp z) {
            b.put("rho", z.rho());
        } else if (budget instanceof PureDp p) {
            b.put("epsilon", p.epsilon());
        }
        return json;
    }

    static LedgerTerms fromJson(JsonObject json) {
        return new LedgerTerms(
                json.getString("asset"),
                new PrivacyUnit(json.getString("unit")),
                json.getEnum("neighbours", NeighboringRelation.values()),
                budget(json.getObject("budget")),
                json.getString("cohortAttribute"),
                json.getEnum("overlap", Overlap.values()));
    }

    private static PrivacyLoss budget(JsonObject json) {
        if (json.has("rho")) {
            return new ZeroConcentratedDp(json.getDouble("rho"));
        }
        double epsilon = json.getDouble("epsilon");
        return json.has("delta") ? new ApproximateDp(epsilon, json.getDouble("delta")) : new PureDp(epsilon);
    }
}
