// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.util.Arrays;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedQuery;

/** A released table and how far synthetic families are from it, cell by cell, while they change. */
final class ReleasedTable {
    private static final int NONE = -1;

    private final FamilyCodes codes;
    private final LinkedCodebook codebook;
    private final LinkedQuery query;
    private final int[] attributes;
    private final double weight;
    private final double[] residual;

    ReleasedTable(FamilyCodes codes, LinkedMeasurement m) {
        this.codes = codes;
        codebook = codes.codebook();
        query = m.query();
        attributes = query.attributes().stream().mapToInt(Integer::intValue).toArray();
        weight = 1 / (m.sigma() * m.sigma());
        residual = m.values().clone();
        for (int i = 0; i < residual.length; i++) {
            residual[i] = -residual[i];
        }
        if (query.siblings()) {
            countSiblings();
        } else {
            countMembers();
        }
    }

    private void countSiblings() {
        int[] column = codes.column(attributes[0]);
        for (int f = 0; f < codes.families(); f++) {
            double part = partOfPair(codes.childrenOf(f));
            for (int i = codes.firstChild(f); i < codes.firstChild(f + 1); i++) {
                for (int j = codes.firstChild(f); j < i; j++) {
                    residual[LinkedQuery.pairCell(column[i], column[j])] += part;
                }
            }
        }
    }

    /** What a pair of siblings weighs in a family of k children. */
    static double partOfPair(int k) {
        return k < 2 ? 0 : 2.0 / ((double) k * (k - 1));
    }

    private void countMembers() {
        Access whole = seenFrom(NONE);
        for (int f = 0; f < codes.families(); f++) {
            int cell = whole.parentCell(f);
            if (!isAboutChildren()) {
                residual[cell] += 1;
                continue;
            }
            double part = 1.0 / codes.childrenOf(f);
            for (int i = codes.firstChild(f); i < codes.firstChild(f + 1); i++) {
                residual[cell + whole.childCell(i)] += part;
            }
        }
    }

    boolean isAboutChildren() {
        return query.isAboutChildren(codebook);
    }

    int[] attributes() {
        return attributes;
    }

    double weight() {
        return weight;
    }

    /** Synthetic less released families; changes are kept. */
    double[] residual() {
        return residual;
    }

    /** Weighted squared distance. */
    double distance() {
        double sum = 0;
        for (double r : residual) {
            sum += r * r;
        }
        return sum * weight;
    }

    Access seenFrom(int attribute) {
        return new Access(attribute);
    }

    /** The table seen from one of its attributes, or none: where a row's cell is but for that attribute. */
    final class Access {
        private final int stride;
        private final int[][] ofParent;
        private final int[] parentStrides;
        private final int[][] ofChild;
        private final int[] childStrides;

        private Access(int attribute) {
            int[] strides = query.strides(codebook);
            int own = query.attributes().indexOf(attribute);
            stride = own < 0 ? 0 : strides[own];
            int n = own < 0 ? attributes.length : attributes.length - 1;
            int parents = (int) Arrays.stream(attributes)
                    .filter(a -> a != attribute && !codebook.isOfChild(a))
                    .count();
            ofParent = new int[parents][];
            parentStrides = new int[parents];
            ofChild = new int[n - parents][];
            childStrides = new int[n - parents];
            int o = 0;
            for (int i = 0; i < attributes.length; i++) { // ascending: parents' attributes come first
                if (i == own) {
                    continue;
                }
                if (o < parents) {
                    ofParent[o] = codes.column(attributes[i]);
                    parentStrides[o] = strides[i];
                } else {
                    ofChild[o - parents] = codes.column(attributes[i]);
                    childStrides[o - parents] = strides[i];
                }
                o++;
            }
        }

        double weight() {
            return weight;
        }

        int parentCell(int family) {
            int cell = 0;
            for (int o = 0; o < ofParent.length; o++) {
                cell += parentStrides[o] * ofParent[o][family];
            }
            return cell;
        }

        int childCell(int child) {
            int cell = 0;
            for (int o = 0; o < ofChild.length; o++) {
                cell += childStrides[o] * ofChild[o][child];
            }
            return cell;
        }

        /** Adds to the cost of each level what the row would find there. */
        void addCosts(int cell, double part, double[] cost) {
            double w = 2 * part * weight;
            for (int b = 0, x = cell; b < cost.length; b++, x += stride) {
                cost[b] += w * residual[x];
            }
        }

        void move(int cell, int from, int to, double part) {
            residual[cell + stride * from] -= part;
            residual[cell + stride * to] += part;
        }
    }
}
