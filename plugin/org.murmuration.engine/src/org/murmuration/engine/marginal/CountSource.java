// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.List;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Exact counts of sensitive records, wherever they are counted: in memory, on a cluster, in another process. All that
 * releases and models need of the records; it draws no noise.
 *
 * <p>What is asked is public, answers are sensitive. All answers are about the same records, and each record counts
 * once in every table: on that the noise of a release rests. Counts are exact up to 2^63 - 1 records. Noise on a grid
 * finer than whole records is added to counts below 2^43; estimates are made in doubles, which are exact up to 2^53.
 */
public interface CountSource {
    /**
     * The attributes that the records are coded against.
     *
     * @return public
     */
    Domain domain();

    /**
     * Number of records.
     *
     * @return at least 0, the same whenever it is asked for
     */
    long rows();

    /**
     * Counts cliques.
     *
     * @param workload cliques over the domain
     * @param merging levels of the domain that are counted as one
     * @param monitor receives progress
     * @return one marginal a clique over merged levels, in the order of the workload
     */
    List<Marginal> count(Workload workload, Merging merging, ProgressMonitor monitor);

    /**
     * Counts the cells of partitions.
     *
     * @param partitions of the domain
     * @param monitor receives progress
     * @return by partition and cell, at least 0
     */
    List<long[]> count(List<Partition> partitions, ProgressMonitor monitor);

    /**
     * Counts cliques, each level by itself.
     *
     * @param workload cliques over the domain
     * @param monitor receives progress
     * @return one marginal a clique, in the order of the workload
     */
    default List<Marginal> count(Workload workload, ProgressMonitor monitor) {
        return count(workload, Merging.none(domain()), monitor);
    }

    /**
     * Counts of records in memory.
     *
     * @param records sensitive ones
     * @return counted when asked for
     */
    static CountSource of(Dataset records) {
        return new RecordCounts(records);
    }

    /**
     * The same counts, each answer looked at before it is given on: a table of another shape, or one that does not
     * count each record once, would be released with too little noise.
     *
     * @param source where counts come from
     * @return a source that throws IllegalArgumentException, without any number of the records, where an answer does
     *     not fit
     */
    static CountSource checked(CountSource source) {
        return source instanceof CheckedCounts ? source : new CheckedCounts(source);
    }
}
