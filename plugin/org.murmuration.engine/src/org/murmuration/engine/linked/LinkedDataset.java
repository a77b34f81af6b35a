// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.ValidationReport;
import org.murmuration.engine.internal.Capacity;
import org.murmuration.engine.internal.Checks;

/**
 * Two coded tables, the second linked to the first: every child has one parent, a parent any number of children. A
 * parent with their children is a family. Immutable; sensitive when made from sensitive records.
 */
public final class LinkedDataset {
    private final LinkedCodebook codebook;
    private final Dataset parents;
    private final Dataset children;
    private final int[] first;

    private LinkedDataset(LinkedCodebook codebook, Dataset parents, Dataset children, int[] first) {
        this.codebook = codebook;
        this.parents = parents;
        this.children = children;
        this.first = first;
    }

    /**
     * Links two tables.
     *
     * @param codebook of both
     * @param parents one row a parent
     * @param children one row a child, in any order
     * @param owners row of each child's parent
     * @return the families; children of one parent stay in their order
     * @throws IllegalArgumentException when domains differ or a child's parent does not exist
     */
    public static LinkedDataset of(LinkedCodebook codebook, Dataset parents, Dataset children, int[] owners) {
        Checks.require(
                parents.domain().equals(codebook.parents().domain())
                        && children.domain().equals(codebook.children().domain()),
                "The tables are coded against another codebook.");
        Checks.require(owners.length == children.rows(), "There must be one parent for each child.");
        int[] first = new int[parents.rows() + 1];
        boolean isOrdered = true;
        for (int c = 0; c < owners.length; c++) {
            Checks.require(owners[c] >= 0 && owners[c] < parents.rows(), "The parent of a child does not exist.");
            first[owners[c] + 1]++;
            isOrdered &= c == 0 || owners[c] >= owners[c - 1];
        }
        for (int p = 0; p < parents.rows(); p++) {
            first[p + 1] += first[p];
        }
        return new LinkedDataset(codebook, parents, isOrdered ? children : ordered(children, owners, first), first);
    }

    private static Dataset ordered(Dataset children, int[] owners, int[] first) {
        int[] next = first.clone();
        int[] target = new int[owners.length];
        for (int c = 0; c < owners.length; c++) {
            target[c] = next[owners[c]]++;
        }
        int[][] codes = new int[children.domain().size()][owners.length];
        for (int a = 0; a < codes.length; a++) {
            for (int c = 0; c < owners.length; c++) {
                codes[a][target[c]] = children.code(c, a);
            }
        }
        return Dataset.of(children.domain(), codes);
    }

    /**
     * What the tables are coded against.
     *
     * @return public
     */
    public LinkedCodebook codebook() {
        return codebook;
    }

    /**
     * The parents.
     *
     * @return one row each
     */
    public Dataset parents() {
        return parents;
    }

    /**
     * The children, family by family in the order of parents.
     *
     * @return one row each
     */
    public Dataset children() {
        return children;
    }

    /**
     * Number of families.
     *
     * @return that of parents
     */
    public int families() {
        return parents.rows();
    }

    /**
     * Row of a family's first child.
     *
     * @param family 0 .. families; the last gives the number of all children
     * @return 0 .. rows of the children
     */
    public int firstChild(int family) {
        return first[family];
    }

    /**
     * Number of children.
     *
     * @param family 0 .. families - 1
     * @return at least 0
     */
    public int childrenOf(int family) {
        return first[family + 1] - first[family];
    }

    /**
     * Row of each child's parent.
     *
     * @return one a child, ascending
     */
    public int[] owners() {
        int[] owners = new int[children.rows()];
        for (int p = 0; p < families(); p++) {
            Arrays.fill(owners, first[p], first[p + 1], p);
        }
        return owners;
    }

    /**
     * The families whose parent passes a test.
     *
     * @param attribute position in the parents' domain
     * @param test accepts the codes to keep
     * @return a new data set
     */
    public LinkedDataset where(int attribute, IntPredicate test) {
        int[] newRow = new int[families()];
        int kept = 0;
        for (int p = 0; p < newRow.length; p++) {
            newRow[p] = test.test(parents.code(p, attribute)) ? kept++ : -1;
        }
        int[] rows = new int[kept];
        int[] ofChildren = new int[children.rows()];
        int[] owners = new int[children.rows()];
        int n = 0;
        for (int p = 0; p < newRow.length; p++) {
            if (newRow[p] >= 0) {
                rows[newRow[p]] = p;
                for (int c = first[p]; c < first[p + 1]; c++) {
                    owners[n] = newRow[p];
                    ofChildren[n++] = c;
                }
            }
        }
        return of(
                codebook,
                select(parents, rows),
                select(children, Arrays.copyOf(ofChildren, n)),
                Arrays.copyOf(owners, n));
    }

    private static Dataset select(Dataset data, int[] rows) {
        int[][] codes = new int[data.domain().size()][rows.length];
        for (int a = 0; a < codes.length; a++) {
            for (int r = 0; r < rows.length; r++) {
                codes[a][r] = data.code(rows[r], a);
            }
        }
        return Dataset.of(data.domain(), codes);
    }

    /**
     * Starts families that are filled row by row, parents before their children.
     *
     * @param codebook what values are coded against
     * @return a builder
     */
    public static Builder builder(LinkedCodebook codebook) {
        return new Builder(codebook);
    }

    /** What is done with rows whose keys are missing, double or without a parent. */
    public enum Misfits {
        /** Nothing is built. */
        REFUSE,
        /** Such rows are left out: children without a parent, and all but the first parent of a key. */
        LEAVE_OUT
    }

    /** Links rows by their keys, of which blanks at the ends do not matter. Not thread-safe. */
    public static final class Builder {
        private final LinkedCodebook codebook;
        private final Dataset.Builder parents;
        private final Dataset.Builder children;
        private final Map<String, Integer> rows = new HashMap<>();
        private final Set<String> links = new HashSet<>();
        private final Map<String, Integer> familiesOfChild = new HashMap<>();
        private int[] owners = new int[1024];
        private int kept;
        private long parentRows;
        private long childRows;
        private long parentsWithoutKey;
        private long duplicateParents;
        private long childrenWithoutKey;
        private long orphans;
        private long duplicateChildren;
        private long selfLinked;

        private Builder(LinkedCodebook codebook) {
            this.codebook = codebook;
            parents = Dataset.builder(codebook.parents());
            children = Dataset.builder(codebook.children());
        }

        private static String normal(String key) {
            return key == null || key.isBlank() ? null : key.trim();
        }

        /**
         * Announces a parent. If this returns a builder, the parent's values are to be added to it and its row ended.
         *
         * @param key what children name them by, null or blank when missing
         * @return where their values go, null when they are left out
         */
        public Dataset.Builder parent(String key) {
            parentRows++;
            String known = normal(key);
            if (known == null) {
                parentsWithoutKey++;
                return null;
            }
            if (rows.putIfAbsent(known, rows.size()) != null) {
                duplicateParents++;
                return null;
            }
            return parents;
        }

        /**
         * Announces a child. If this returns a builder, the child's values are to be added to it and its row ended.
         *
         * @param own key of the child, null when children have none
         * @param parent key of the parent, null or blank when missing
         * @return where the values go, null when the child is left out
         */
        public Dataset.Builder child(String own, String parent) {
            childRows++;
            String ofParent = normal(parent);
            String ofChild = normal(own);
            if (ofParent == null) {
                childrenWithoutKey++;
                return null;
            }
            Integer row = rows.get(ofParent);
            if (row == null) {
                orphans++;
                return null;
            }
            if (ofParent.equals(ofChild)) {
                selfLinked++;
                return null;
            }
            if (ofChild != null) {
                // a child of several parents is copied to each of them: no family may depend on another's rows
                if (!links.add(row + " " + ofChild)) {
                    duplicateChildren++;
                    return null;
                }
                familiesOfChild.merge(ofChild, 1, Integer::sum);
            }
            if (kept == owners.length) {
                owners = Arrays.copyOf(owners, Capacity.after(kept));
            }
            owners[kept++] = row;
            return children;
        }

        /**
         * Adds a parent and their children from texts.
         *
         * @param key of the parent
         * @param values one a field of the parents' codebook, null when missing
         * @param family values of each child, one a field of the children's codebook
         */
        public void family(String key, String[] values, Iterable<String[]> family) {
            Dataset.Builder target = parent(key);
            if (target != null) {
                target.add(values);
            }
            for (String[] child : family) {
                if (target == null) {
                    childRows++;
                    orphans++; // the parent is left out, and its child must not go to another parent with the same key
                } else {
                    child(null, key).add(child);
                }
            }
        }

        /**
         * How the rows so far fit together.
         *
         * @return private
         */
        public IntegrityReport report() {
            int[] size = new int[rows.size()];
            int most = 0;
            for (int c = 0; c < kept; c++) {
                most = Math.max(most, ++size[owners[c]]);
            }
            long childless = Arrays.stream(size).filter(s -> s == 0).count();
            long shared = familiesOfChild.values().stream().filter(m -> m > 1).count();
            int mostFamilies =
                    familiesOfChild.values().stream().mapToInt(m -> m).max().orElse(kept > 0 ? 1 : 0);
            return new IntegrityReport(
                    parentRows,
                    childRows,
                    parentsWithoutKey,
                    duplicateParents,
                    childrenWithoutKey,
                    orphans,
                    duplicateChildren,
                    selfLinked,
                    childless,
                    most,
                    shared,
                    mostFamilies);
        }

        /**
         * How the parents' values fit their codebook.
         *
         * @return private
         */
        public ValidationReport parentValues() {
            return parents.report();
        }

        /**
         * How the children's values fit their codebook.
         *
         * @return private
         */
        public ValidationReport childValues() {
            return children.report();
        }

        /**
         * Ends the families; the builder must not be used afterwards.
         *
         * @param misfits what is done with rows that do not fit
         * @return the families
         * @throws IllegalArgumentException when rows do not fit and that is not allowed; the message names all kinds,
         *     without numbers or keys
         */
        public LinkedDataset build(Misfits misfits) {
            IntegrityReport report = report();
            if (misfits == Misfits.REFUSE && !report.isSound()) {
                throw new IllegalArgumentException("The tables do not fit together: " + problems(report)
                        + ". Mend the keys, or allow that such rows are left out.");
            }
            return of(codebook, parents.build(), children.build(), Arrays.copyOf(owners, kept));
        }

        private String problems(IntegrityReport r) {
            String parent = codebook.parent();
            String child = codebook.child();
            StringBuilder text = new StringBuilder();
            add(text, r.parentsWithoutKey() > 0, "a " + parent + " has no key");
            add(text, r.duplicateParents() > 0, "several " + parent + " rows have the same key");
            add(text, r.childrenWithoutKey() > 0, "a " + child + " names no " + parent);
            add(text, r.orphans() > 0, "a " + child + " names a " + parent + " that is not there");
            add(text, r.duplicateChildren() > 0, "a " + child + " is linked to the same " + parent + " twice");
            add(text, r.selfLinked() > 0, "a " + child + " has the key of its own " + parent);
            return text.toString();
        }

        private static void add(StringBuilder text, boolean applies, String problem) {
            if (applies) {
                text.append(text.length() == 0 ? "" : "; ").append(problem);
            }
        }
    }
}
