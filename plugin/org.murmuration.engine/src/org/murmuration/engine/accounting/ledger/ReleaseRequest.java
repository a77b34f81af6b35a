// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import java.util.Objects;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.PrivacyEventJson;
import org.murmuration.engine.internal.Checks;

/**
 * What a node wants to release, known before any record is read.
 *
 * <p>Two requests with the same algorithm, version, parameters, cohort and number over the same records are the same
 * release: the second one is answered with the stored values of the first.
 *
 * @param algorithm name of the algorithm and version of its output, for example "dp-marginals/1"
 * @param parameters canonical text of everything that the outcome depends on besides the records
 * @param number which of several releases with the same settings it is
 * @param event what the release will be charged
 * @param node what makes it, for people
 * @param cohort who it is about
 */
public record ReleaseRequest(
        String algorithm, String parameters, ReleaseNumber number, PrivacyEvent event, String node, Cohort cohort) {
    /** Checks the parameters. */
    public ReleaseRequest {
        Checks.require(algorithm != null && !algorithm.isBlank(), "A request names its algorithm.");
        Objects.requireNonNull(number);
        Objects.requireNonNull(parameters);
        Objects.requireNonNull(event);
        Objects.requireNonNull(node);
        Objects.requireNonNull(cohort);
    }

    /**
     * Text whose keyed hash identifies the request without the records: every part with its length in front. No label of an event is
     * part of it, so that rewording one asks for the same release.
     */
    String canonical() {
        return text(PrivacyEventJson.writeUnlabelled(event).compact());
    }

    /** The text that the first ledgers identified the request by, labels of its event among it; they are still replayed. */
    String labelled() {
        return text(PrivacyEventJson.write(event).compact());
    }

    private String text(String cost) {
        StringBuilder text = new StringBuilder();
        for (String part : new String[] {
            algorithm, parameters, number.canonical(), cost, cohort.attribute(), String.join("\n", cohort.values())
        }) {
            text.append(part.length()).append(':').append(part);
        }
        return text.toString();
    }
}
