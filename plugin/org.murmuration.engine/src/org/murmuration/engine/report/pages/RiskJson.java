// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.murmuration.engine.evaluation.risk.AttackResult;
import org.murmuration.engine.evaluation.risk.CopyReport;
import org.murmuration.engine.evaluation.risk.MembershipReport;
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
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT);
        root.put("mark", SensitiveResult.MARK);
        ArrayNode list = root.putArray("attacks");
        for (AttackResult a : attacks) {
            list.addObject()
                    .put("attack", a.attack())
                    .put("attacks", a.attacks())
                    .put("attackRate", a.attackRate().value())
                    .put("baselineRate", a.baselineRate().value())
                    .put("controlRate", a.hasControl() ? a.controlRate().value() : null)
                    .put("risk", a.risk())
                    .put("low", a.low())
                    .put("high", a.high())
                    .put("beatsGuessing", a.beatsGuessing());
        }
        ObjectNode c = root.putObject("copies");
        c.put("warning", CopyReport.WARNING);
        c.put("records", copies.records());
        c.put("equal", copies.equal());
        c.put("near", copies.near());
        JsonNumbers.put(c, "median", copies.medianDistance());
        JsonNumbers.put(c, "medianToControl", copies.medianToControl());
        JsonNumbers.put(c, "equalToControl", copies.equalToControl());
        JsonNumbers.put(c, "nearControl", copies.nearControl());
        JsonNumbers.put(c, "closerToReal", copies.closerToReal());
        membership.ifPresent(m -> root.putObject("membership")
                .put("auc", m.auc())
                .put("error", m.aucError())
                .put("found10", m.found10())
                .put("found1", m.found1()));
        return root.toString();
    }
}
