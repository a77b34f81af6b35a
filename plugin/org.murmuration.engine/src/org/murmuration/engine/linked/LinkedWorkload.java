// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.murmuration.engine.internal.Checks;

/**
 * The queries that are to be answered well. Public: chosen without the records.
 *
 * @param codebook of the families
 * @param queries distinct, at least one
 * @param weights importance of each query, finite and above 0
 * @param left queries that were left out because they have too many cells
 */
public record LinkedWorkload(
        LinkedCodebook codebook, List<LinkedQuery> queries, List<Double> weights, List<LinkedQuery> left) {
    /** Most cells of one query, unless said otherwise. */
    public static final int MAX_CELLS = 10_000;

    /** Checks and copies the lists. */
    public LinkedWorkload {
        queries = List.copyOf(queries);
        weights = List.copyOf(weights);
        left = List.copyOf(left);
        Checks.require(!queries.isEmpty(), "There is no query to be answered.");
        Checks.require(weights.size() == queries.size(), "There must be one weight for each query.");
        Set<LinkedQuery> seen = new HashSet<>();
        for (LinkedQuery query : queries) {
            Checks.require(seen.add(query), "A query stands in a workload only once.");
            for (int a : query.attributes()) {
                Checks.require(a < codebook.size(), "A query has an attribute that the codebook does not have.");
            }
            Checks.require(
                    !query.siblings() || query.isAboutChildren(codebook), "Only children have siblings in the data.");
        }
        for (double weight : weights) {
            Checks.positive(weight, "The weight of a query");
        }
    }

    /**
     * All pairs: two attributes of the parent with the number of children among them (VV), one of the parent and one of
     * a child (VP), two of one child (PP), one of two siblings (SS).
     *
     * @param codebook of the families
     * @return equal weights
     */
    public static LinkedWorkload allPairs(LinkedCodebook codebook) {
        return of(codebook, false, MAX_CELLS);
    }

    /**
     * All pairs, and all triples if asked for.
     *
     * @param codebook of the families
     * @param triples whether also combinations of three attributes, of a parent and one child, are there
     * @param maxCells larger queries are left out, and listed
     * @return equal weights
     */
    public static LinkedWorkload of(LinkedCodebook codebook, boolean triples, int maxCells) {
        List<LinkedQuery> all = new ArrayList<>();
        int n = codebook.size();
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                all.add(LinkedQuery.of(a, b));
            }
        }
        for (int a = codebook.countIndex() + 1; a < n; a++) {
            all.add(LinkedQuery.ofSiblings(a));
        }
        for (int a = 0; triples && a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                for (int c = b + 1; c < n; c++) {
                    all.add(LinkedQuery.of(a, b, c));
                }
            }
        }
        List<LinkedQuery> kept = new ArrayList<>();
        List<LinkedQuery> left = new ArrayList<>();
        for (LinkedQuery query : all) {
            (query.cells(codebook) <= maxCells ? kept : left).add(query);
        }
        Checks.require(
                !kept.isEmpty(),
                "Every pair of attributes has more than " + maxCells
                        + " cells. Use fewer categories or wider bins in the codebooks.");
        return new LinkedWorkload(codebook, kept, equal(kept.size()), left);
    }

    private static List<Double> equal(int n) {
        return Collections.nCopies(n, 1.0);
    }

    /**
     * The queries of some kinds alone.
     *
     * @param kinds for example VV and VP
     * @return a smaller workload
     * @throws IllegalArgumentException when nothing is left
     */
    public LinkedWorkload only(Set<String> kinds) {
        List<LinkedQuery> kept = new ArrayList<>();
        List<Double> keptWeights = new ArrayList<>();
        for (int q = 0; q < queries.size(); q++) {
            if (kinds.contains(queries.get(q).kind(codebook))) {
                kept.add(queries.get(q));
                keptWeights.add(weights.get(q));
            }
        }
        return new LinkedWorkload(codebook, kept, keptWeights, left);
    }

    /**
     * The same with other importance of the queries that have an attribute.
     *
     * @param attribute position
     * @param factor for their weights, finite and above 0
     * @return a new workload
     */
    public LinkedWorkload favouring(int attribute, double factor) {
        List<Double> changed = new ArrayList<>();
        for (int q = 0; q < queries.size(); q++) {
            changed.add(weights.get(q) * (queries.get(q).attributes().contains(attribute) ? factor : 1));
        }
        return new LinkedWorkload(codebook, queries, changed, left);
    }
}
