// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import java.util.List;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Exact tables of sensitive families, wherever they are counted. All that the release of linked tables needs of the
 * records; it draws no noise.
 *
 * <p>What is asked is public, answers are sensitive and all about the same families. What each family adds to a table
 * is not negative, is a whole number of grid steps, and sums to at most 2^bits, see {@link FamilyCounter}: on that the
 * noise of a release rests. Tables hold up to 2^63 - 1 steps, which are 2^43 families on the finest grid; estimates are
 * made in doubles, in which 2^33 families are exact on it.
 */
public interface FamilyCountSource {
    /**
     * What the families are coded against.
     *
     * @return public
     */
    LinkedCodebook codebook();

    /**
     * Number of families.
     *
     * @return at least 0, the same whenever it is asked for
     */
    long families();

    /**
     * Counts queries.
     *
     * @param queries over the codebook
     * @param bits a family has 2^bits grid steps, 0 to {@link FamilyCounter#BITS}
     * @param monitor receives progress
     * @return for each query one number of grid steps a cell
     */
    long[][] count(List<LinkedQuery> queries, int bits, ProgressMonitor monitor);

    /**
     * How many children families have, on the steps of {@link ChildCounts#ladder()}.
     *
     * @param bits a family has 2^bits grid steps, 0 to {@link FamilyCounter#BITS}
     * @return grid steps, one number a step; each family is in one
     */
    long[] countLadder(int bits);

    /**
     * Tables of families in memory.
     *
     * @param families sensitive ones
     * @return counted when asked for
     */
    static FamilyCountSource of(LinkedDataset families) {
        return new RecordFamilies(families);
    }

    /**
     * The same tables, each looked at before it is given on: one of another shape, or one that counts families more
     * than once, would be released with too little noise.
     *
     * @param source where tables come from
     * @return a source that throws IllegalArgumentException, without any number of the records, where an answer does
     *     not fit
     */
    static FamilyCountSource checked(FamilyCountSource source) {
        return source instanceof CheckedFamilies ? source : new CheckedFamilies(source);
    }
}
