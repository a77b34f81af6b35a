// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

import org.murmuration.engine.internal.Checks;

/**
 * Whose presence a guarantee hides.
 *
 * @param name in the singular, for people: "record", "victim"; not blank
 */
public record PrivacyUnit(String name) {
    /** One row of the table. */
    public static final PrivacyUnit RECORD = new PrivacyUnit("record");

    /** Checks the name. */
    public PrivacyUnit {
        Checks.require(name != null && !name.isBlank(), "A privacy unit needs a name.");
    }
}
