// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.ScoredReport;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.Sums;

/**
 * The same regression on real and on synthetic records. Private: computed from the real records without noise.
 *
 * @param target column that is explained
 * @param level value whose probability is explained by a logistic regression; null when numbers are explained by a
 *     linear one
 * @param coefficients one entry a term, the intercept first
 * @param halves mean overlap of the intervals of two random halves of the real records; NaN when they are too few
 * @param independent mean overlap with the intervals of real records whose columns were made independent of each other
 */
public record RegressionReport(
        String target, String level, List<Coefficient> coefficients, double halves, double independent)
        implements ScoredReport {
    /** Copies the list. */
    public RegressionReport {
        coefficients = List.copyOf(coefficients);
    }

    /**
     * A coefficient; numbers are in units of their real standard deviation, levels are against the most frequent one.
     * NaN when other terms determine it or no record has it.
     *
     * @param term what it belongs to
     * @param real estimate
     * @param realError its standard error
     * @param synthetic estimate from the synthetic records
     * @param syntheticError its standard error, as if they were real
     */
    public record Coefficient(String term, double real, double realError, double synthetic, double syntheticError) {
        /**
         * Overlap of the two 95 % intervals, the mean of the parts that their intersection is of each (Karr and others
         * 2006); 1 when they are equal, negative by how far they lie apart when they do not meet.
         *
         * @return at most 1; NaN when one of them is not known
         */
        public double overlap() {
            double low = Math.max(real - Normal.Z95 * realError, synthetic - Normal.Z95 * syntheticError);
            double high = Math.min(real + Normal.Z95 * realError, synthetic + Normal.Z95 * syntheticError);
            double both = high - low;
            return (both / (2 * Normal.Z95 * realError) + both / (2 * Normal.Z95 * syntheticError)) / 2;
        }

        /**
         * How far the estimates lie apart, in standard errors of the real one.
         *
         * @return NaN when one of them is not known
         */
        public double standardizedDifference() {
            return (synthetic - real) / realError;
        }
    }

    /**
     * Mean overlap over the coefficients that both have; overlaps below 0 count as 0, so that one term far off does not
     * hide the others.
     *
     * @return 0 to 1; NaN when there is none
     */
    public double overlap() {
        return mean(coefficients, c -> Math.max(0, c.overlap()));
    }

    static double mean(List<Coefficient> coefficients, ToDoubleFunction<Coefficient> of) {
        return Sums.mean(coefficients.stream().mapToDouble(of).filter(Double::isFinite))
                .orElse(Double.NaN);
    }

    @Override
    public List<Score> scores() {
        return List.of(Score.of(
                        "Overlap of regression intervals",
                        overlap(),
                        "Mean overlap of the 95 % intervals of a regression's coefficients; beside it, that of two real halves.")
                .about(level == null ? target : target + " = " + level)
                .against(halves, independent));
    }
}
