// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.MarkovRandomField;
import org.murmuration.engine.graphicalmodel.Projection;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Bounds of the errors of a model, from what was released anyway. All are triangle inequalities between the true counts
 * M, the model's E and something released: |M - E| is at most |M - y| + |y - E|, of which the second is computed.
 *
 * <p>For a measured table |M - y| is the sum of n absolute normals, which exceeds its mean n sigma sqrt(2 / pi) by more
 * than sigma sqrt(2 n ln 20) with a probability of at most 5 % (concentration of a sqrt(n)-Lipschitz function of a
 * Gaussian vector). For a pair whose error against a reference was released with Gaussian noise, the noise exceeds
 * 1.645 sigma with a probability of 5 %.
 */
final class QueryBounds {
    private static final double FAILURE = 0.05;

    private final MarkovRandomField field;
    private final Map<Integer, LinearMeasurement> singles = new HashMap<>();
    private final Map<Clique, LearnedModel.QueryError> bounds = new TreeMap<>();

    QueryBounds(MarkovRandomField field) {
        this.field = field;
    }

    /** A table that was released, those of single attributes before others. */
    void measured(LinearMeasurement m) {
        if (m.isResidual()) {
            residual(m);
            return;
        }
        if (m.clique().size() == 1) {
            singles.merge(m.clique().get(0), m, (x, y) -> x.sigma() <= y.sigma() ? x : y);
        }
        put(m.clique(), expected(m), bound(m, FAILURE), true);
    }

    private double bound(LinearMeasurement m, double failure) {
        return distance(field.marginal(m.clique()), m.values()) + noise(m, failure);
    }

    private static double expected(LinearMeasurement m) {
        return Normal.MEAN_MAGNITUDE * m.sigma() * mean(m);
    }

    /**
     * A difference D of two tables of a pair is its residual, plus what its rows and what its columns sum to, each
     * spread evenly, less the difference of the totals spread evenly; so |D| is at most |residual| + |D_a| + |D_b| + |D
     * total|, and the last is at most |D_a|. A third of the failure for each released part. Residuals of more
     * attributes lean on tables that may not have been released: they get no bound.
     */
    private void residual(LinearMeasurement m) {
        if (m.clique().size() != 2) {
            return;
        }
        int[] shape = field.tree().shape();
        LinearMeasurement a = singles.get(m.clique().get(0));
        LinearMeasurement b = singles.get(m.clique().get(1));
        double[] model = Projection.residual(field.marginal(m.clique()), m.clique(), shape);
        double part = Math.sqrt(Measuring.residualPart(m.clique(), shape));
        double mean = Normal.MEAN_MAGNITUDE * m.sigma() * model.length * part;
        double deviation = m.sigma() * Math.sqrt(2 * Elementary.log(3 / FAILURE) * model.length);
        double ofA = bound(a, FAILURE / 3);
        double ofB = bound(b, FAILURE / 3);
        put(
                m.clique(),
                mean + expected(a) + expected(b),
                distance(model, Projection.residual(m.values(), m.clique(), shape))
                        + mean
                        + deviation
                        + ofA
                        + ofB
                        + Math.min(ofA, ofB),
                true);
    }

    /**
     * What the sum of absolute noise of a table exceeds with at most a given probability. Of merged levels the noise of
     * each counts by itself: which were merged depends on the noise, so that of their sum is not normal.
     */
    static double noise(LinearMeasurement m, double failure) {
        long parts = 0;
        for (int i = 0; i < m.values().length; i++) {
            parts += m.parts(i);
        }
        return m.sigma() * (Normal.MEAN_MAGNITUDE * parts + Math.sqrt(2 * Elementary.log(1 / failure) * parts));
    }

    private static double mean(LinearMeasurement m) {
        double mean = 0;
        for (int i = 0; i < m.values().length; i++) {
            mean += Math.sqrt(m.parts(i));
        }
        return mean;
    }

    /** Tables whose distances from references were released with Gaussian noise. */
    void distant(List<Clique> cliques, double[][] references, Measuring.NoisyErrors errors, ProgressMonitor monitor) {
        double[][] model = field.marginals(cliques, monitor);
        for (int i = 0; i < references.length; i++) {
            double error = Math.max(0, errors.values()[i]);
            double bound = error + Normal.ONE_SIDED_Z95 * errors.sigma() + distance(model[i], references[i]);
            put(cliques.get(i), error, bound, false);
        }
    }

    /** Tables whose distances from references are at most a number with a probability of 95 %. */
    void within(List<Clique> cliques, List<double[]> references, List<Double> bounds95, ProgressMonitor monitor) {
        double[][] model = field.marginals(cliques, monitor);
        for (int i = 0; i < model.length; i++) {
            double bound = bounds95.get(i) + distance(model[i], references.get(i));
            put(cliques.get(i), bound, bound, false);
        }
    }

    static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum;
    }

    private void put(Clique clique, double expected, double bound, boolean measured) {
        double total = Math.max(1, field.total());
        LearnedModel.QueryError error = new LearnedModel.QueryError(
                clique, Math.min(2, Math.min(expected, bound) / total), Math.min(2, bound / total), measured);
        // the smaller bound of two; expected as for a measurement where there is one
        bounds.merge(clique, error, (a, b) -> {
            LearnedModel.QueryError of = b.measured() && !a.measured() ? b : a;
            double least = Math.min(a.bound(), b.bound());
            return new LearnedModel.QueryError(clique, Math.min(of.expected(), least), least, of.measured());
        });
    }

    List<LearnedModel.QueryError> all() {
        return new ArrayList<>(bounds.values());
    }
}
