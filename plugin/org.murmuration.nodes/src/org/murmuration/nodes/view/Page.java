// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.view;

/** The pages that views and files are made of. What a private page shows must never be published; its frame says so. */
public enum Page {
    /** Combinations of values; panes on it say which of them are private. */
    COMBINATIONS("combinations", "Combinations of values", false),
    /** Several synthetic tables side by side, measured on the real records. */
    COMPARISON("comparison", "Comparison of synthetic tables", true),
    /** Utility measured with noise. */
    DP_UTILITY("dp-utility", "Utility of synthetic data, measured with differential privacy", false),
    /** A linked release. */
    FAMILIES("families", "Linked release", false),
    /** Statistics by group. */
    GROUPS("groups", "Statistics by group, with differential privacy", false),
    /** What a ledger holds. */
    LEDGER("ledger", "Privacy ledger", false),
    /** Utility of linked tables, measured on the real ones. */
    LINKED("linked", "Utility of linked tables", true),
    /** A model and how exact it is. */
    MODEL("model", "Differentially private model", false),
    /** Synthetic records and released counts, to be filtered. */
    NAVIGATOR("navigator", "Data Navigator", false),
    /** Statistics of every column. */
    QUICK("quick", "Statistics of every column, with differential privacy", false),
    /** Attacks on the real records. */
    RISK("risk", "Disclosure risk by attack", true),
    /** Utility measured on the real records. */
    UTILITY("utility", "Utility of synthetic data", true);

    private final String id;
    private final String title;
    private final boolean isPrivate;

    Page(String id, String title, boolean isPrivate) {
        this.id = id;
        this.title = title;
        this.isPrivate = isPrivate;
    }

    /**
     * The name that the scripts know it by.
     *
     * @return small letters and hyphens
     */
    public String id() {
        return id;
    }

    /**
     * Its title.
     *
     * @return in English
     */
    public String title() {
        return title;
    }

    /**
     * Whether all of it is computed from sensitive records without noise.
     *
     * @return true when it may not be published
     */
    public boolean isPrivate() {
        return isPrivate;
    }
}
