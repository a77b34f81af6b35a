// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.Arrays;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;

/**
 * Cells that the combinations of a domain are divided into: each cut sends a record to one of two sides by its level of
 * one attribute. Public. Cells are numbered from 0 in the order of the tree, those of a left side first.
 */
public sealed interface Partition {
    /**
     * Number of cells.
     *
     * @return at least 1
     */
    int cells();

    /**
     * Whether all cuts are at attributes and levels of a domain.
     *
     * @param domain the attributes
     * @return false when a record of the domain could not be put into a cell
     */
    boolean fits(Domain domain);

    /** One cell, not cut any further. */
    record Cell() implements Partition {
        @Override
        public int cells() {
            return 1;
        }

        @Override
        public boolean fits(Domain domain) {
            return true;
        }
    }

    /** A cut in two. Immutable. */
    final class Cut implements Partition {
        private final int attribute;
        private final boolean[] isLeft;
        private final Partition left;
        private final Partition right;
        private final int cells;

        /**
         * Cuts at an attribute.
         *
         * @param attribute position in the domain
         * @param isLeft by level, whether it goes to the left; copied
         * @param left how the left side is cut
         * @param right how the other side is cut
         */
        public Cut(int attribute, boolean[] isLeft, Partition left, Partition right) {
            Checks.require(attribute >= 0, "Positions of attributes must be at least 0.");
            this.attribute = attribute;
            this.isLeft = isLeft.clone();
            this.left = left;
            this.right = right;
            this.cells = Math.addExact(left.cells(), right.cells());
        }

        @Override
        public int cells() {
            return cells;
        }

        /**
         * Where it is cut.
         *
         * @return position in the domain
         */
        public int attribute() {
            return attribute;
        }

        /**
         * Which side a level goes to.
         *
         * @param level of the attribute
         * @return true for the left
         */
        public boolean isLeft(int level) {
            return isLeft[level];
        }

        /**
         * The left side; its cells come first.
         *
         * @return cells of the levels that go to the left
         */
        public Partition left() {
            return left;
        }

        /**
         * The other side.
         *
         * @return cells of the other levels
         */
        public Partition right() {
            return right;
        }

        @Override
        public boolean fits(Domain domain) {
            return attribute < domain.size()
                    && isLeft.length == domain.attribute(attribute).size()
                    && left.fits(domain)
                    && right.fits(domain);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Cut c
                    && attribute == c.attribute
                    && Arrays.equals(isLeft, c.isLeft)
                    && left.equals(c.left)
                    && right.equals(c.right);
        }

        @Override
        public int hashCode() {
            return (attribute * 31 + Arrays.hashCode(isLeft)) * 31 + left.hashCode() * 31 + right.hashCode();
        }
    }
}
