// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.statistics;

/** What a score is read against: chance, and columns that are independent of each other. */
public final class Anchors {
    private Anchors() {}

    /**
     * Where a score stands between that of independent columns (0) and that of chance (1).
     *
     * @param score larger is better
     * @param chance what two samples of one population have
     * @param independent what independent columns have
     * @return below 0 when independent columns would be nearer; NaN when chance hides any relation
     */
    public static double between(double score, double chance, double independent) {
        return chance > independent ? (score - independent) / (chance - independent) : Double.NaN;
    }
}
