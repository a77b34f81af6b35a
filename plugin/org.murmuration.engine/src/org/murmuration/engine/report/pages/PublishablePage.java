// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import org.murmuration.engine.aggregation.utility.ReleasedUtility;
import org.murmuration.engine.aggregation.utility.ReleasedUtilityJson;
import org.murmuration.engine.privacy.PublishableResult;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;

/**
 * Data of a page that people outside may be given. Only this package makes one, and only of released results: what was
 * computed from sensitive records without noise has another type, so that it cannot end up in such a page.
 */
public final class PublishablePage implements PublishableResult {
    /** The page to explore synthetic records and released counts on. */
    public static final String NAVIGATOR = "navigator";
    /** The page of utility that was measured with noise. */
    public static final String DP_UTILITY = "dp-utility";
    /** The page of a linked release. */
    public static final String FAMILIES = "families";

    private final String name;
    private final String json;

    PublishablePage(String name, String json) {
        this.name = name;
        this.json = json;
    }

    /**
     * The page of a linked release.
     *
     * @param released what was released
     * @return whom it protects, how exact it is, and its relations
     */
    public static PublishablePage of(ReleasedFamilies released) {
        return new PublishablePage(FAMILIES, FamiliesJson.of(released));
    }

    /**
     * The page of utility that was measured with noise.
     *
     * @param utility what was released
     * @return distances with their intervals
     */
    public static PublishablePage of(ReleasedUtility utility) {
        return new PublishablePage(DP_UTILITY, ReleasedUtilityJson.text(utility));
    }

    /**
     * The same page in a language.
     *
     * @param tag two small letters, for example "fr"; a language that the page does not speak is taken for English
     * @return another page
     */
    public PublishablePage in(String tag) {
        return new PublishablePage(name, "{\"language\":\"" + tag.replaceAll("[^a-z]", "") + "\"," + json.substring(1));
    }

    /**
     * Which page it is for.
     *
     * @return one of the names here
     */
    public String name() {
        return name;
    }

    /**
     * What the page reads.
     *
     * @return a JSON object
     */
    public String json() {
        return json;
    }
}
