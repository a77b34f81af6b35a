// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import org.murmuration.engine.accounting.PrivacyEventJson;
import org.murmuration.engine.accounting.ledger.LedgerScopeJson;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;

/** The stored form of certificates: fields among those of what is certified. */
public final class CertificateJson {
    private static final String LEDGER = "ledger";

    private CertificateJson() {}

    /**
     * Adds a certificate to a stored form.
     *
     * @param certificate what to write
     * @param json where to
     * @return the same object
     */
    public static JsonObject put(Certificate certificate, JsonObject json) {
        json.put("test", certificate.test())
                .put("unit", certificate.unit().name())
                .put("neighbours", certificate.relation().name());
        certificate.ledger().ifPresent(l -> json.put(LEDGER, LedgerScopeJson.write(l)));
        return json.put("epsilon", certificate.target().epsilon())
                .put("delta", certificate.target().delta())
                .put("identity", certificate.identity().canonical())
                .put("events", PrivacyEventJson.writeAll(certificate.events()));
    }

    /**
     * Reads a certificate from a stored form.
     *
     * @param json with the fields that {@link #put} wrote
     * @return the certificate
     * @throws IllegalArgumentException when a field is missing or out of range
     */
    public static Certificate read(JsonObject json) {
        return new Certificate(
                new PrivacyUnit(json.getString("unit")),
                new ApproximateDp(json.getDouble("epsilon"), json.getDouble("delta")),
                json.getEnum("neighbours", NeighboringRelation.values()),
                PrivacyEventJson.readAll(json.getArray("events")),
                json.findObject(LEDGER).map(LedgerScopeJson::read),
                json.getBoolean("test"),
                ReleaseIdentity.parse(json.getString("identity")));
    }
}
