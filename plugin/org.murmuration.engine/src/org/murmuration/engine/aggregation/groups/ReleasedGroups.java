// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.PublishableResult;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.release.Certified;

/**
 * Noisy statistics by group with what they cost. May be published, unless it is a test.
 *
 * @param certificate whom it protects, how well, and what was charged
 * @param bounds what a unit contributed at most
 * @param keys names of the key columns
 * @param titles names of the numbers of each group
 * @param groups one entry a group: all declared ones, or those that were selected, sorted by their values
 * @param unnamed how many groups have records but were not selected, with noise; empty when groups are declared and all
 *     are here
 * @param gaussian whether the noise is Gaussian; else it is Laplace
 */
public record ReleasedGroups(
        Certificate certificate,
        ContributionBounds bounds,
        List<String> keys,
        List<String> titles,
        List<Group> groups,
        Optional<Estimate> unnamed,
        boolean gaussian)
        implements Certified, PublishableResult {
    /** Copies the lists and checks that they fit together. */
    public ReleasedGroups {
        keys = List.copyOf(keys);
        titles = List.copyOf(titles);
        groups = List.copyOf(groups);
        for (Group g : groups) {
            Checks.require(
                    g.values().size() == keys.size() && g.estimates().size() == titles.size(),
                    "A group does not fit its columns.");
        }
    }

    /**
     * Whether groups were discovered in the records and selected.
     *
     * @return false when they were declared
     */
    public boolean discovered() {
        return unnamed.isPresent();
    }

    /**
     * The groups whose number is largest. That is post-processing and costs nothing, but the largest of many noisy
     * numbers tends to be too large.
     *
     * @param most how many groups at most
     * @param output position of the number
     * @return the same release with these groups alone, largest first
     */
    public ReleasedGroups top(int most, int output) {
        return new ReleasedGroups(
                certificate,
                bounds,
                keys,
                titles,
                groups.stream()
                        .sorted(Comparator.comparingDouble(
                                g -> -g.estimates().get(output).value()))
                        .limit(most)
                        .toList(),
                unnamed,
                gaussian);
    }

    /**
     * A group.
     *
     * @param values one text a key column; null when missing
     * @param estimates one a number
     */
    public record Group(List<String> values, List<Estimate> estimates) {
        /**
         * Copies the lists.
         *
         * @param values one text a key column; null when missing
         * @param estimates one a number
         */
        public Group {
            values = Collections.unmodifiableList(new ArrayList<>(values)); // may hold null
            estimates = List.copyOf(estimates);
        }
    }

    /**
     * A number.
     *
     * @param value estimate
     * @param error its standard error, from noise alone
     * @param low lower end of its 95 % interval, from noise alone
     * @param high upper end
     */
    public record Estimate(double value, double error, double low, double high) {
        /**
         * Whether noise alone could have made it of nothing.
         *
         * @return true when the interval contains 0
         */
        public boolean containsZero() {
            return low <= 0 && high >= 0;
        }
    }
}
