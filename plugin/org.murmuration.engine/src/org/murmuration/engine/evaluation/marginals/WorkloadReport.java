// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import java.util.List;
import java.util.Map;
import org.murmuration.engine.evaluation.Criterion;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.ScoredReport;
import org.murmuration.engine.evaluation.statistics.Anchors;

/**
 * Errors of the answers that synthetic records give to counting questions ("how many with these values in up to three
 * columns"), as shares of all records. Private: computed from the real records without noise.
 *
 * @param queries questions that were asked
 * @param error mean absolute error; 0 is best
 * @param large absolute error that 95 % of the questions do not pass
 * @param relative mean of absolute error over true share, where shares below 1 in 1,000 count as that
 * @param floor mean absolute error that is to be expected of two samples of one population of these sizes, closed form
 * @param independent mean absolute error if the real columns were independent of each other, exactly
 */
public record WorkloadReport(int queries, double error, double large, double relative, double floor, double independent)
        implements ScoredReport {
    /** What tables are ranked by when counting questions were asked. */
    public static final Criterion CRITERION = new Criterion("Error of counting questions (smaller is better)", false);

    /**
     * Where the error stands between that of independent columns (0) and that of chance (1).
     *
     * @return NaN when chance hides any relation
     */
    public double betweenAnchors() {
        return Anchors.between(-error, -floor, -independent);
    }

    @Override
    public Map<Criterion, Double> criteria() {
        return Map.of(CRITERION, error);
    }

    @Override
    public List<Score> scores() {
        return List.of(
                Score.of(
                                "Error of counting questions",
                                error,
                                "Mean error of " + queries
                                        + " counts over up to three columns, as a share of all records.")
                        .against(floor, independent),
                Score.of("Error that 95 % of counting questions keep", large, "As a share of all records."),
                Score.of(
                        "Relative error of counting questions",
                        relative,
                        "Mean error over the true count; counts below one in a thousand count as that."));
    }
}
