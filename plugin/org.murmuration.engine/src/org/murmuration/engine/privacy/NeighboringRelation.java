// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

/** Which pairs of data sets a guarantee makes hard to tell apart. */
public enum NeighboringRelation {
    /** One unit's records are added or removed. */
    ADD_OR_REMOVE_ONE("one privacy unit added or removed"),
    /** One unit's records are replaced by others. */
    REPLACE_ONE("one privacy unit replaced by another");

    private final String description;

    NeighboringRelation(String description) {
        this.description = description;
    }

    /**
     * The relation in words.
     *
     * @return a phrase
     */
    public String description() {
        return description;
    }
}
