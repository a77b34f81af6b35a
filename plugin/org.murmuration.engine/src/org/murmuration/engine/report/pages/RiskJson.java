// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import java.util.List;
import java.util.Optional;
import org.murmuration.engine.evaluation.risk.AttackResult;
import org.murmuration.engine.evaluation.risk.CopyReport;
import org.murmuration.engine.evaluation.risk.MembershipReport;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.privacy.SensitiveResult;

/** The JSON that the view of disclosure risk is made of. Private, like the results. */
public final class RiskJson {
    /** Format of the JSON. */
    public static final int FORMAT = 1;

    private RiskJson() {}

    /**
     * Writes results.
     *
     * @param attacks results of attacks, in the order in which they are shown
     * @param copies how near records are
     * @param membership how well membership can be inferred; empty without people who were not in the data
     * @return JSON text
     */
    public static String of(List<AttackResult> attacks, CopyReport copies, Optional<MembershipReport> membership) {
        JsonObject root = new JsonObject()
                .put("format", FORMAT)
                .put("mark", SensitiveResult.MARK)
                .put("attacks", JsonArray.of(attacks, RiskJson::attack));
        root.putObject("copies")
                .put("warning", CopyReport.WARNING)
                .put("records", copies.records())
                .put("equal", copies.equal())
                .put("near", copies.near())
                .putFinite("median", copies.medianDistance())
                .putFinite("medianToControl", copies.medianToControl())
                .putFinite("equalToControl", copies.equalToControl())
                .putFinite("nearControl", copies.nearControl())
                .putFinite("closerToReal", copies.closerToReal());
        membership.ifPresent(m -> root.putObject("membership")
                .putFinite("auc", m.auc())
                .putFinite("error", m.aucError())
                .putFinite("found10", m.found10())
                .putFinite("found1", m.found1()));
        return root.compact();
    }

    private static JsonObject attack(AttackResult a) {
        return new JsonObject()
                .put("attack", a.attack())
                .put("attacks", a.attacks())
                .putFinite("attackRate", a.attackRate().value())
                .putFinite("baselineRate", a.baselineRate().value())
                .putFinite("controlRate", a.hasControl() ? a.controlRate().value() : Double.NaN)
                .putFinite("risk", a.risk())
                .putFinite("low", a.low())
                .putFinite("high", a.high())
                .put("beatsGuessing", a.beatsGuessing());
    }
}
