// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.MarkovRandomField;
import org.murmuration.engine.marginal.Clique;

/**
 * Bounds of the errors of a model, from what was released anyway. All are triangle inequalities between the true counts M,
 * the model's E and something released: |M - E| is at most |M - y| + |y - E|, of which the second is computed.
 *
 * <p>For a measured table |M - y| is the sum of n absolute normals, which passes its mean n sigma sqrt(2 / pi) by more than
 * sigma sqrt(2 n ln 20) with a probability of at most 5 % (concentration of a sqrt(n)-Lipschitz function of a Gaussian
 * vector). For a pair whose error against a reference was released with Gaussian noise, the noise passes 1.645 sigma with 5 %.
 */
final class QueryBounds {
    private static final double DEVIATION = Math.sqrt(2 * Math.log(20));
    private static final double ONE_SIDED = 1.6448536269514722;

    private final MarkovRandomField field;
    private final Map<Clique, LearnedModel.QueryError> bounds = new TreeMap<>();

    QueryBounds(MarkovRandomField field) {
        this.field = field;
    }

    /** A table that was released. */
    void measured(LinearMeasurement m) {
        double[] model = field.marginal(m.clique());
        double gap = 0;
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < model.length; i++) {
            gap += Math.abs(model[i] - m.values()[i]);
            mean += Math.sqrt(m.parts(i));
            squares += m.parts(i);
        }
        double noise = noise(m.sigma(), mean, squares);
        put(m.clique(), Measuring.meanOfNoise() * m.sigma() * mean, gap + noise, true);
    }

    private static double noise(double sigma, double mean, double squares) {
        return sigma * (Measuring.meanOfNoise() * mean + DEVIATION * Math.sqrt(squares));
    }

    /** The bound of the noise of a table alone. */
    static double noise(LinearMeasurement m) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < m.values().length; i++) {
            mean += Math.sqrt(m.parts(i));
            squares += m.parts(i);
        }
        return noise(m.sigma(), mean, squares);
    }

    /** A table whose distance from a reference was released with Gaussian noise. */
    void distant(Clique clique, double[] reference, double noisyError, double sigma) {
        double gap = gap(clique, reference);
        put(clique, Math.max(0, noisyError), Math.max(0, noisyError) + ONE_SIDED * sigma + gap, false);
    }

    /** A table whose distance from a reference is at most a number with a probability of 95 %. */
    void within(Clique clique, double[] reference, double bound) {
        double gap = gap(clique, reference);
        put(clique, bound + gap, bound + gap, false);
    }

    private double gap(Clique clique, double[] reference) {
        double[] model = field.marginal(clique);
        double gap = 0;
        for (int i = 0; i < model.length; i++) {
            gap += Math.abs(model[i] - reference[i]);
        }
        return gap;
    }

    private void put(Clique clique, double expected, double bound, boolean measured) {
        double total = Math.max(1, field.total());
        LearnedModel.QueryError error = new LearnedModel.QueryError(
                clique, Math.min(2, expected / total), Math.min(2, bound / total), measured);
        bounds.merge(clique, error, (a, b) -> a.bound() <= b.bound() ? a : b);
    }

    List<LearnedModel.QueryError> all() {
        return new ArrayList<>(bounds.values());
    }
}
