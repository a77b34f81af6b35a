// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import java.util.List;
import java.util.Map;
import org.murmuration.engine.evaluation.Criterion;
import org.murmuration.engine.evaluation.Rate;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.ScoredReport;

/**
 * How well decision trees tell synthetic records from real ones. Private: computed from the real records without noise.
 *
 * @param records how many of each kind the trees were shown
 * @param error propensity score mean-squared error, mean of (p - 1/2)^2 over records that the trees had not seen (Woo
 *     and others 2009, Snoke and others 2018); 0 when they cannot tell, 1/4 when they always can
 * @param expected the same when chance alone decides what is called synthetic, a mean over permutations
 * @param correct how many of both kinds the trees got right
 * @param deviation standard deviation of the share of right ones when chance alone decides, over permutations
 * @param independent error of real records whose columns were made independent of each other: every column right, every
 *     relation destroyed
 */
public record Distinguishability(
        int records, double error, double expected, int correct, double deviation, double independent)
        implements ScoredReport {
    /** What tables are ranked by when trees were shown them. */
    public static final Criterion CRITERION = new Criterion("S_pMSE (smaller is better)", false);

    /** 97.5 % quantile of Student's distribution with 19 degrees of freedom, one less than there are permutations. */
    private static final double T = 2.093024054408263;

    /**
     * The standardised error, S_pMSE: how many times larger than chance. About 1 for two samples of one population,
     * give or take 0.2. The guidance of synthpop (below 3 is good) is for trees scored on the records that they were
     * grown on and does not hold here; compare with {@link #independentRatio()}.
     *
     * @return 0 or more; NaN when chance gives no error at all, as for constant columns
     */
    public double ratio() {
        return expected > 0 ? error / expected : Double.NaN;
    }

    /**
     * The same of independent columns.
     *
     * @return 0 or more; NaN as above
     */
    public double independentRatio() {
        return expected > 0 ? independent / expected : Double.NaN;
    }

    /**
     * Accuracy of the classifier two-sample test (Lopez-Paz and Oquab 2017): 1/2 when they cannot tell.
     *
     * @return with its 95 % interval: that of Wilson, or that of the permutations (t with 19 degrees of freedom) where
     *     it is wider, because records that are alike are right or wrong together
     */
    public Rate accuracy() {
        Rate wilson = Rate.wilson(correct, 2 * records);
        return new Rate(wilson.value(), Math.max(wilson.error(), T * deviation));
    }

    @Override
    public Map<Criterion, Double> criteria() {
        return Map.of(CRITERION, ratio());
    }

    @Override
    public List<Score> scores() {
        return List.of(
                Score.of("Records of each kind shown to trees", records, "How many records the next scores are about."),
                Score.of(
                                "Accuracy of distinguishing synthetic records",
                                accuracy().value(),
                                "Share of records that trees put to the right table; 0.5 when they cannot tell.")
                        .against(0.5, Double.NaN),
                Score.of("Half-width of the accuracy", accuracy().error(), "Of the 95 % interval of the accuracy."),
                Score.of(
                                "Propensity score error",
                                error,
                                "Mean of (p - 1/2)\u00b2 with p how likely trees hold a record for synthetic; 0.25 when"
                                        + " always sure.")
                        .against(expected, independent),
                Score.of(
                                "S_pMSE",
                                ratio(),
                                "The propensity score error over that of chance: about 1 when trees cannot tell.")
                        .against(1, independentRatio()));
    }
}
