// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.murmuration.engine.internal.Checks;

/**
 * A table over families: attributes of a parent, their number of children and attributes of one child; or one attribute
 * of two siblings.
 *
 * <p>Cells are in row-major order of the ascending attributes. For siblings only unordered pairs of levels have cells:
 * level a and level b at most a have the cell a (a + 1) / 2 + b.
 *
 * @param attributes ascending positions, numbered as in {@link LinkedCodebook}; one to three
 * @param siblings whether it is about two siblings; then there is one attribute, a child's
 */
public record LinkedQuery(List<Integer> attributes, boolean siblings) {
    private static final int MOST = 3;

    /** Checks the positions. */
    public LinkedQuery {
        attributes = List.copyOf(attributes);
        Checks.require(!attributes.isEmpty() && attributes.size() <= MOST, "A query has one to three attributes.");
        Checks.require(!siblings || attributes.size() == 1, "A query about siblings has one attribute.");
        for (int i = 0; i < attributes.size(); i++) {
            Checks.require(
                    attributes.get(i) >= (i == 0 ? 0 : attributes.get(i - 1) + 1),
                    "Attributes of a query must be distinct and ascending.");
        }
    }

    /**
     * A query about a family's parent and any one of its children.
     *
     * @param attributes one to three, in any order
     * @return the query
     */
    public static LinkedQuery of(int... attributes) {
        int[] sorted = attributes.clone();
        Arrays.sort(sorted);
        return new LinkedQuery(Arrays.stream(sorted).boxed().toList(), false);
    }

    /**
     * A query about two siblings.
     *
     * @param attribute a child's
     * @return the query
     */
    public static LinkedQuery ofSiblings(int attribute) {
        return new LinkedQuery(List.of(attribute), true);
    }

    /**
     * Kind of the query: V for each attribute of the parent (or the number of children) and P for each of the child, or
     * SS.
     *
     * @param codebook says whose an attribute is
     * @return for example "VP"
     */
    public String kind(LinkedCodebook codebook) {
        return siblings
                ? "SS"
                : attributes.stream()
                        .map(a -> codebook.isOfChild(a) ? "P" : "V")
                        .collect(Collectors.joining());
    }

    /**
     * Whether a child's attribute is in it.
     *
     * @param codebook says whose an attribute is
     * @return true if families without children have no part in it
     */
    public boolean isAboutChildren(LinkedCodebook codebook) {
        return codebook.isOfChild(attributes.get(attributes.size() - 1));
    }

    /**
     * Whether it changes when a child is added, removed or changed.
     *
     * @param codebook says whose an attribute is
     * @return true if a child's attribute or the number of children is in it
     */
    public boolean dependsOnChildren(LinkedCodebook codebook) {
        return isAboutChildren(codebook) || attributes.contains(codebook.countIndex());
    }

    /**
     * Number of cells.
     *
     * @param codebook of the attributes
     * @return at least 2
     */
    public long cells(LinkedCodebook codebook) {
        if (siblings) {
            long n = codebook.levels(attributes.get(0));
            return n * (n + 1) / 2;
        }
        long cells = 1;
        for (int a : attributes) {
            cells *= codebook.levels(a);
        }
        return cells;
    }

    /**
     * How far the cell moves when the level of each attribute grows by one.
     *
     * @param codebook of the attributes
     * @return one an attribute
     */
    public int[] strides(LinkedCodebook codebook) {
        int[] strides = new int[attributes.size()];
        int stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= codebook.levels(attributes.get(i));
        }
        return strides;
    }

    /**
     * Cell of two siblings.
     *
     * @param a level of one
     * @param b level of the other
     * @return the same in either order
     */
    public static int pairCell(int a, int b) {
        return a >= b ? a * (a + 1) / 2 + b : b * (b + 1) / 2 + a;
    }

    /**
     * Levels of a cell: one an attribute, or two for siblings, the smaller first.
     *
     * @param cell position
     * @param codebook of the attributes
     * @return levels
     */
    public int[] levels(int cell, LinkedCodebook codebook) {
        if (siblings) {
            int a = (int) ((Math.sqrt(8.0 * cell + 1) - 1) / 2);
            return new int[] {cell - a * (a + 1) / 2, a};
        }
        int[] levels = new int[attributes.size()];
        int rest = cell;
        for (int i = levels.length - 1; i >= 0; i--) {
            int n = codebook.levels(attributes.get(i));
            levels[i] = rest % n;
            rest /= n;
        }
        return levels;
    }

    /**
     * Names of the attributes.
     *
     * @param codebook of the attributes
     * @return one for each level of {@link #levels}
     */
    public List<String> names(LinkedCodebook codebook) {
        if (siblings) {
            String name = codebook.name(attributes.get(0));
            return List.of(name, name + " of a sibling");
        }
        return attributes.stream().map(codebook::name).toList();
    }
}
