// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

import java.util.Locale;

/** Which pairs of data sets a guarantee makes hard to tell apart. */
public enum NeighboringRelation {
    /** One unit's records are added or removed. */
    ADD_OR_REMOVE_ONE("one %s added or removed"),
    /** One unit's records are replaced by others. */
    REPLACE_ONE("one %s replaced by another");

    private final String description;

    NeighboringRelation(String description) {
        this.description = description;
    }

    /**
     * The relation in words.
     *
     * @param unit what is added, removed or replaced
     * @return a phrase
     */
    public String describe(PrivacyUnit unit) {
        return String.format(Locale.ROOT, description, unit.name());
    }
}
