// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.privacy.PublishableResult;

/**
 * Protected counts of combinations of values. May be published as far as their protection says.
 *
 * @param codebook attributes and values that may be named
 * @param table counts, over the domain of the codebook
 * @param records protected number of records, at least 0
 * @param protection what protects them
 */
public record ReleasedCombinations(Codebook codebook, CombinationTable table, long records, Protection protection)
        implements PublishableResult {
    /** Checks that the parts belong together. */
    public ReleasedCombinations {
        Checks.require(table.domain().equals(codebook.domain()), "The counts are of another codebook.");
        Checks.require(records >= 0, "The number of records must be at least 0.");
    }

    /**
     * k-anonymous counts.
     *
     * @param codebook that the records were coded against; public
     * @param counts protected counts
     * @return the same counts
     */
    public static ReleasedCombinations of(Codebook codebook, KAnonymousCounts counts) {
        return new ReleasedCombinations(
                codebook, counts.table(), counts.records(), new Protection.KAnonymity(counts.resolution()));
    }

    /**
     * The attributes.
     *
     * @return domain of the codebook
     */
    public Domain domain() {
        return codebook.domain();
    }

    /**
     * How long the longest combinations are that were counted with noise: shorter than the table allows when too many or none
     * of their parts were kept.
     *
     * @return number of values; 0 when the counts have no noise
     */
    public int longestCounted() {
        int longest = 0;
        if (protection instanceof Protection.DifferentialPrivacy dp) {
            for (int l = 1; l < dp.noise().size(); l++) {
                longest = dp.noise().get(l) > 0 ? l : longest;
            }
        }
        return longest;
    }
}
