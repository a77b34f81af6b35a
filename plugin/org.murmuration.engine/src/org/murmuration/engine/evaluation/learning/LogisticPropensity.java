// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.ScoredReport;
import org.murmuration.engine.evaluation.statistics.CodedPair;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * The propensity score error of a logistic regression of main effects, as synthpop's {@code utility.gen} with
 * {@code maxorder = 0} gives it. For agreement with what others print only: it is blind to every relation between
 * columns, and rates a table whose relations are all destroyed as excellent. Use {@link Discriminator}. Private.
 *
 * @param error mean of (p - c)<sup>2</sup> over all records, c being the share of synthetic ones
 * @param expected its mean when both tables come from one model, (k - 1) (1 - c)<sup>2</sup> c / N with k coefficients
 *     and N records (Snoke and others 2018)
 * @param coefficients k, with the intercept
 */
public record LogisticPropensity(double error, double expected, int coefficients) implements ScoredReport {
    /**
     * Fits the regression to both tables together.
     *
     * @param real the real records; sensitive
     * @param synthetic records of the same columns
     * @param columns positions of the columns whose main effects are used, at least one
     * @param monitor asked whether to go on
     * @return the private result
     * @throws IllegalArgumentException when a table is empty or they do not share their columns
     */
    public static LogisticPropensity of(
            MixedRecords real, MixedRecords synthetic, int[] columns, ProgressMonitor monitor) {
        Checks.require(columns.length > 0, "A propensity score needs at least one column.");
        CodedPair.of(real, synthetic);
        MixedRecords both = real.followedBy(synthetic);
        double[] isSynthetic = new double[both.rows()];
        Arrays.fill(isSynthetic, real.rows(), both.rows(), 1);
        DesignMatrix.Fit fit = new DesignMatrix(both, columns).logistic(both, isSynthetic, monitor);
        double c = (double) synthetic.rows() / both.rows();
        double error = Sums.mean(Arrays.stream(fit.fitted()).map(p -> (p - c) * (p - c)))
                .orElseThrow();
        int k = (int)
                Arrays.stream(fit.coefficients()).filter(x -> !Double.isNaN(x)).count();
        return new LogisticPropensity(error, (k - 1) * (1 - c) * (1 - c) * c / both.rows(), k);
    }

    /**
     * The standardised error, S_pMSE.
     *
     * @return 0 or more, about 1 for a table of the same model; NaN when there is nothing but an intercept
     */
    public double ratio() {
        return expected > 0 ? error / expected : Double.NaN;
    }

    @Override
    public List<Score> scores() {
        return List.of(Score.of(
                        "S_pMSE of a logistic regression",
                        ratio(),
                        "For agreement with other tools only: main effects are blind to every relation.")
                .against(1, Double.NaN));
    }
}
