// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import org.murmuration.engine.evaluation.statistics.Anchors;
import org.murmuration.engine.privacy.SensitiveResult;

/**
 * Errors of the answers that synthetic records give to counting questions ("how many with these values in up to three columns"),
 * as shares of all records. Private: computed from the real records without noise.
 *
 * @param queries questions that were asked
 * @param error mean absolute error; 0 is best
 * @param large absolute error that 95 % of the questions do not pass
 * @param relative mean of absolute error over true share, where shares below 1 in 1,000 count as that
 * @param floor mean absolute error that is to be expected of two samples of one population of these sizes, closed form
 * @param independent mean absolute error if the real columns were independent of each other, exactly
 */
public record WorkloadReport(int queries, double error, double large, double relative, double floor, double independent)
        implements SensitiveResult {
    /**
     * Where the error stands between that of independent columns (0) and that of chance (1).
     *
     * @return NaN when chance hides any relation
     */
    public double betweenAnchors() {
        return Anchors.between(-error, -floor, -independent);
    }
}
