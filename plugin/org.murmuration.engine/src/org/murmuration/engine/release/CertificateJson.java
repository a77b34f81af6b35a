// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.PrivacyEventJson;
import org.murmuration.engine.accounting.ledger.LedgerScopeJson;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;

/** The stored form of certificates: fields among those of what is certified. */
public final class CertificateJson {
    private CertificateJson() {}

    /**
     * Adds a certificate to a stored form.
     *
     * @param certificate what to write
     * @param json where to
     * @return the same object
     */
    public static ObjectNode put(Certificate certificate, ObjectNode json) {
        json.put("test", certificate.test());
        json.put("unit", certificate.unit().name());
        json.put("neighbours", certificate.relation().name());
        certificate.ledger().ifPresent(l -> json.set("ledger", LedgerScopeJson.write(l)));
        json.put("epsilon", certificate.target().epsilon());
        json.put("delta", certificate.target().delta());
        json.put("identity", certificate.identity().canonical());
        ArrayNode events = json.putArray("events");
        certificate.events().forEach(e -> events.add(PrivacyEventJson.write(e)));
        return json;
    }

    /**
     * Reads a certificate from a stored form.
     *
     * @param json with the fields that {@link #put} wrote
     * @return the certificate
     * @throws IllegalArgumentException when a field is missing or out of range
     */
    public static Certificate read(JsonNode json) {
        List<PrivacyEvent> events = new ArrayList<>();
        for (JsonNode e : json.path("events")) {
            events.add(PrivacyEventJson.read(e));
        }
        return new Certificate(
                new PrivacyUnit(json.path("unit").asText()),
                new ApproximateDp(
                        json.path("epsilon").doubleValue(), json.path("delta").doubleValue()),
                NeighboringRelation.valueOf(json.path("neighbours").asText()),
                events,
                LedgerScopeJson.read(json.path("ledger")),
                json.path("test").asBoolean(true),
                ReleaseIdentity.parse(json.path("identity").asText()));
    }
}
