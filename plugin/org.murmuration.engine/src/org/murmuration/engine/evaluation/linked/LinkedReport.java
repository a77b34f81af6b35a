// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.linked;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.privacy.SensitiveResult;

/**
 * How far synthetic families are from the sensitive ones. Private: it was made by looking at them.
 *
 * @param codebook of the families
 * @param queries each table
 * @param kinds of tables, in order
 * @param families numbers of families, sensitive and synthetic
 * @param children numbers of children, sensitive and synthetic
 * @param counts shares of families by number of children, sensitive and synthetic
 * @param countDistance total variation of the exact numbers of children, 0 to 1
 * @param links how well the keys of the synthetic tables fit together
 * @param relations tables of a parent's and a child's attribute, for pictures
 */
public record LinkedReport(
        LinkedCodebook codebook,
        List<QueryError> queries,
        List<KindErrors> kinds,
        Pair families,
        Pair children,
        List<Pair> counts,
        double countDistance,
        Links links,
        List<Relation> relations)
        implements SensitiveResult {
    /** Copies the lists. */
    public LinkedReport {
        queries = List.copyOf(queries);
        kinds = List.copyOf(kinds);
        counts = List.copyOf(counts);
        relations = List.copyOf(relations);
    }

    /**
     * One table.
     *
     * @param query what it counts
     * @param kind for example "VP"
     * @param synthetic total variation of shares between sensitive and synthetic families, 0 to 1
     * @param released the same for the released table, made to agree; empty when it was not released or not given
     * @param flat the same for what a reader of flat rows would see, without any noise
     * @param independent the same for independent columns
     */
    public record QueryError(
            LinkedQuery query,
            String kind,
            double synthetic,
            OptionalDouble released,
            double flat,
            double independent) {}

    /**
     * Tables of one kind.
     *
     * @param kind for example "VP"; "all" for all
     * @param tables how many
     * @param mean mean distance of synthetic families
     * @param worst largest distance
     * @param released mean distance of released tables
     * @param flat mean distance of flat rows without noise
     * @param independent mean distance of independent columns
     */
    public record KindErrors(
            String kind,
            int tables,
            double mean,
            double worst,
            OptionalDouble released,
            double flat,
            double independent) {}

    /**
     * A number of both.
     *
     * @param real of the sensitive families
     * @param synthetic of the synthetic ones
     */
    public record Pair(double real, double synthetic) {
        /**
         * Relative difference.
         *
         * @return synthetic over real, less one; 0 when both are 0
         */
        public double expansion() {
            return real == synthetic ? 0 : synthetic / real - 1;
        }
    }

    /**
     * Keys of the synthetic tables.
     *
     * @param valid part of children whose parent is there, 0 to 1
     * @param orphans children whose parent is not
     * @param duplicates keys that occur twice
     */
    public record Links(double valid, long orphans, long duplicates) {}

    /**
     * A table of one attribute of the parent and one of the child.
     *
     * @param parent position of the parent's attribute
     * @param child position of the child's attribute
     * @param real shares by level of both, row by row
     * @param synthetic the same of synthetic families
     */
    public record Relation(int parent, int child, double[] real, double[] synthetic) {}

    /**
     * The errors of all tables together.
     *
     * @return kind "all"
     */
    public KindErrors all() {
        return kinds.get(kinds.size() - 1);
    }

    /**
     * The relation of two attributes.
     *
     * @param parent position of the parent's attribute
     * @param child position of the child's attribute
     * @return empty when it was not asked about
     */
    public Optional<Relation> relation(int parent, int child) {
        return relations.stream()
                .filter(r -> r.parent() == parent && r.child() == child)
                .findFirst();
    }
}
