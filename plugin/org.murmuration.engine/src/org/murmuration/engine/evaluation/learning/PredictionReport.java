// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.murmuration.engine.evaluation.Criterion;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.ScoredReport;
import org.murmuration.engine.evaluation.statistics.Anchors;

/**
 * How well a random forest that learned from synthetic records predicts real ones (train on synthetic, test on real;
 * Esteban and others 2017), beside one that learned from other real records. Private: computed from the real records
 * without noise.
 *
 * @param target column that is predicted
 * @param learned records that each forest learned from
 * @param tested real records that were predicted; the forest of real records did not see them
 * @param real scores after learning from real records: the best to be expected
 * @param synthetic scores after learning from synthetic records
 * @param independent scores after learning from real records whose columns were made independent: as good as guessing
 */
public record PredictionReport(
        String target, int learned, int tested, Scores real, Scores synthetic, Scores independent)
        implements ScoredReport {
    /** What tables are ranked by when a column was learned from them. */
    public static final Criterion CRITERION = new Criterion("Learning from synthetic records", true);

    /**
     * Scores of predictions.
     *
     * @param accuracy share of right ones; NaN for numbers
     * @param f1 mean over the classes of the harmonic mean of precision and recall; NaN for numbers
     * @param auc area under the receiver operating characteristic, of more than two classes the mean of each against
     *     the rest; 1/2 is chance; NaN for numbers
     * @param r2 part of the variance of numbers that is explained, below 0 when the mean alone predicts better; NaN for
     *     texts
     */
    public record Scores(double accuracy, double f1, double auc, double r2) {
        /**
         * The score that stands for all: the area under the curve, or the part of the variance.
         *
         * @return at most 1
         */
        public double main() {
            return Double.isNaN(r2) ? auc : r2;
        }
    }

    /**
     * Where learning from synthetic records stands between learning from independent columns (0) and from real records
     * (1).
     *
     * @return below 0 when guessing would be better; NaN when real records predict no better than guessing either
     */
    public double betweenAnchors() {
        return Anchors.between(synthetic.main(), real.main(), independent.main());
    }

    @Override
    public Map<Criterion, Double> criteria() {
        return Map.of(CRITERION, synthetic.main());
    }

    @Override
    public List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        add("Accuracy", Scores::accuracy, scores);
        add("F1", Scores::f1, scores);
        add("AUC", Scores::auc, scores);
        add("R\u00b2", Scores::r2, scores);
        return scores;
    }

    /** Numbers and texts have different scores; those of the other kind are left out. */
    private void add(String name, ToDoubleFunction<Scores> of, List<Score> scores) {
        if (!Double.isNaN(of.applyAsDouble(real))) {
            scores.add(Score.of(
                            name + " of learning from synthetic records",
                            of.applyAsDouble(synthetic),
                            "Real records predicted by trees that learned from synthetic ones; beside it, from real ones"
                                    + " and from independent columns.")
                    .about(target)
                    .against(of.applyAsDouble(real), of.applyAsDouble(independent)));
        }
    }
}
