// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.murmuration.engine.accounting.GaussianBudget;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.Projection;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.MarginalCounter;
import org.murmuration.engine.marginal.Workload;
import org.murmuration.engine.mechanism.ExponentialMechanism;
import org.murmuration.engine.mechanism.FineGaussianMechanism;
import org.murmuration.engine.mechanism.Release;
import org.murmuration.engine.privacy.Sensitivity;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * The only way of a synthesizer to the records: exact counts go in, noisy ones come out, and what each costs is written
 * down in a {@link GaussianBudget}.
 */
class Measuring {
    /** Errors are counted in parts of a record: their references are rounded to 2^-10 of one. */
    private static final int BITS = 10;
    /** Noise on a grid is drawn exactly up to 2^30 of its steps. */
    private static final double LARGEST_SIGMA = 1 << 28;

    /** Errors and discounts end here; times a weight of 2^10 at the most they still fit a long. */
    private static final long LARGEST_ERROR = 1L << 52;

    private final Sensitivity sensitivity;
    private final RandomSource random;
    private final GaussianBudget budget;
    private final Dataset data;
    private Compression applied;
    private Dataset merged;

    /**
     * @param budget squared mu not to be passed
     */
    Measuring(Dataset data, SynthesisTask task, double budget, RandomSource random) {
        Checks.require(data.domain().equals(task.domain()), "The data are coded against another domain than the task.");
        this.data = data;
        this.sensitivity = task.sensitivity();
        this.budget = new GaussianBudget(budget);
        this.random = random;
    }

    double budget() {
        return budget.whole();
    }

    /** What may still be spent. */
    double left() {
        return budget.left();
    }

    List<PrivacyEvent> events() {
        return budget.events();
    }

    /**
     * Exact counts; they must not leave a synthesizer.
     *
     * @param compression merges levels before counting; null for all levels
     */
    int[][] count(List<Clique> cliques, Compression compression, ProgressMonitor monitor) {
        if (compression != null && compression != applied) {
            merged = compression.compress(data);
            applied = compression;
        }
        Dataset records = compression == null ? data : merged;
        int[] shape = compression == null ? data.domain().shape() : compression.shape();
        Map<Clique, Marginal> marginals = new HashMap<>();
        for (Marginal m : MarginalCounter.count(records, new Workload(records.domain(), cliques), monitor)) {
            marginals.put(m.clique(), m);
        }
        int[][] result = new int[cliques.size()][];
        for (int i = 0; i < result.length; i++) {
            Marginal m = marginals.get(cliques.get(i));
            boolean isConstant =
                    cliques.get(i).size() == 1 && shape[cliques.get(i).get(0)] == 1;
            result[i] = new int[isConstant ? 1 : m.cells()];
            for (int c = 0; c < result[i].length; c++) {
                result[i][c] = m.count(c);
            }
        }
        return result;
    }

    /**
     * Releases a table of counts.
     *
     * @param squaredMu what it may cost
     */
    LinearMeasurement measure(Clique clique, int[] counts, double squaredMu) {
        long[] exact = new long[counts.length];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = counts[i];
        }
        FineGaussianMechanism mechanism =
                FineGaussianMechanism.ofNoiseMultiplier(GaussianBudget.multiplier(squaredMu), sensitivity.squaredL2());
        Release<double[]> noisy = mechanism.release(exact, label(clique), random);
        budget.charge(noisy.event());
        return new LinearMeasurement(clique, noisy.value(), mechanism.sigma());
    }

    /**
     * Releases what a table says beyond its smaller ones, its counts less their mean along each attribute. It moves less than
     * the table between neighbours: by the product of (n - 1) / n over the attributes, squared L2; for two attributes of two
     * levels a quarter (Xiao, He, Zhang, Kifer 2023, ResidualPlanner). Times the number of cells it is an integer, so that
     * noise is exact.
     *
     * @param squaredMu what it may cost
     */
    LinearMeasurement residual(Clique clique, int[] counts, Compression compression, double squaredMu) {
        int[] shape = compression.shape();
        long[] values = new long[counts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = counts[i];
        }
        long squared = sensitivity.l1() * sensitivity.l1(); // each record that moves shifts it by at most this
        int inner = values.length;
        for (int a : clique.toArray()) {
            squared = Math.multiplyExact(squared, (long) shape[a] * (shape[a] - 1));
            inner /= shape[a];
            centerTimesSize(values, inner, shape[a]);
        }
        double m = GaussianBudget.multiplier(squaredMu);
        if (m * Math.sqrt(squared) > LARGEST_SIGMA) {
            return measure(
                    clique, counts, squaredMu); // beyond what is drawn exactly; a large table gains nothing anyway
        }
        FineGaussianMechanism mechanism = FineGaussianMechanism.ofNoiseMultiplier(m, squared);
        Release<double[]> noisy = mechanism.release(values, label(clique), random);
        budget.charge(noisy.event());
        double[] result = noisy.value();
        for (int i = 0; i < result.length; i++) {
            result[i] /= counts.length;
        }
        return LinearMeasurement.ofResidual(clique, result, mechanism.sigma() / counts.length);
    }

    /** Squared L2 that one record moves a residual by: the part that its noise has in the variance of a table's. */
    static double residualPart(Clique clique, int[] shape) {
        double part = 1;
        for (int a : clique.toArray()) {
            part *= (shape[a] - 1.0) / shape[a];
        }
        return part;
    }

    /** n v - (sum of v) along one attribute of n levels. */
    private static void centerTimesSize(long[] values, int inner, int size) {
        for (int start = 0; start < values.length; start += inner * size) {
            for (int j = 0; j < inner; j++) {
                long sum = 0;
                for (int v = 0; v < size; v++) {
                    sum += values[start + v * inner + j];
                }
                for (int v = 0; v < size; v++) {
                    values[start + v * inner + j] = size * values[start + v * inner + j] - sum;
                }
            }
        }
    }

    private static String label(Clique clique) {
        return switch (clique.size()) {
            case 1 -> "counts of single attributes";
            case 2 -> "counts of pairs of attributes";
            default -> "counts of " + clique.size() + " attributes";
        };
    }

    /** One-way tables of all attributes, the budget split so that the expected errors add up to the least. */
    List<LinearMeasurement> singles(int[] shape, double[] weights, double squaredMu, ProgressMonitor monitor) {
        List<Clique> cliques = Clique.allOf(shape.length, 1);
        int[][] counts = count(cliques, null, monitor);
        double sum = 0;
        for (int a = 0; a < shape.length; a++) {
            sum += share(weights[a], shape[a]);
        }
        List<LinearMeasurement> result = new ArrayList<>();
        for (int a = 0; a < shape.length; a++) {
            result.add(measure(cliques.get(a), counts[a], squaredMu * (share(weights[a], shape[a]) / sum)));
        }
        return result;
    }

    /** One-way tables of all attributes with the same noise. */
    List<LinearMeasurement> singlesAlike(int[] shape, double squaredMu, ProgressMonitor monitor) {
        List<Clique> cliques = Clique.allOf(shape.length, 1);
        int[][] counts = count(cliques, null, monitor);
        List<LinearMeasurement> result = new ArrayList<>();
        for (int a = 0; a < shape.length; a++) {
            result.add(measure(cliques.get(a), counts[a], squaredMu / shape.length));
        }
        return result;
    }

    /**
     * One-way tables measured again, of all levels, and joined with the first ones by inverse variances.
     *
     * @param squaredMu what each may cost; where it is 0 the first one stays
     */
    List<LinearMeasurement> again(List<LinearMeasurement> first, double[] squaredMu, ProgressMonitor monitor) {
        int[][] counts = count(first.stream().map(LinearMeasurement::clique).toList(), null, monitor);
        List<LinearMeasurement> result = new ArrayList<>();
        for (int a = 0; a < counts.length; a++) {
            LinearMeasurement old = first.get(a);
            if (squaredMu[a] == 0) {
                result.add(old);
                continue;
            }
            LinearMeasurement m = measure(old.clique(), counts[a], squaredMu[a]);
            double ofOld = m.sigma() * m.sigma() / (old.sigma() * old.sigma() + m.sigma() * m.sigma());
            double[] values = new double[counts[a].length];
            for (int v = 0; v < values.length; v++) {
                values[v] = ofOld * old.values()[v] + (1 - ofOld) * m.values()[v];
            }
            result.add(new LinearMeasurement(old.clique(), values, old.sigma() * Math.sqrt(ofOld)));
        }
        return result;
    }

    /**
     * Weight in the budget of a table: the sum of w n sqrt(2 / pi) sigma is least under a bound on the sum of 1 / sigma^2
     * where 1 / sigma^2 is proportional to (w n)^(2/3).
     */
    static double share(double weight, double cells) {
        return Math.pow(weight * cells * Normal.MEAN_MAGNITUDE, 2.0 / 3);
    }

    /**
     * Sum of absolute differences between counts and a reference that owes nothing to the records but noisy releases, in
     * 2^-bits of a record. One record more or less moves it by at most 2^bits; the sum ends at a fixed largest value, which
     * moves it no further, so that no arithmetic wraps around.
     */
    private static long error(int[] counts, double[] reference, int bits) {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            long point = Math.round(Math.scalb(Math.min(Integer.MAX_VALUE, reference[i]), bits));
            sum = Math.min(LARGEST_ERROR, sum + Math.abs(((long) counts[i] << bits) - point));
        }
        return sum;
    }

    /** Noisy errors, all at once. */
    record NoisyErrors(double[] values, double sigma) {}

    /**
     * Releases how far counts are from references that owe nothing to the records but noisy releases.
     *
     * @param squaredMu what all together may cost
     */
    NoisyErrors errors(int[][] counts, double[][] references, double squaredMu) {
        if (counts.length == 0) {
            return new NoisyErrors(new double[0], 0);
        }
        double m = GaussianBudget.multiplier(squaredMu);
        int bits = BITS; // fewer where noise is so large that parts of a record are nothing beside it
        while (bits > 0 && Math.scalb(m * Math.sqrt(counts.length) * sensitivity.l1(), bits) > LARGEST_SIGMA) {
            bits--;
        }
        long[] errors = new long[counts.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = error(counts[i], references[i], bits);
        }
        long each = sensitivity.l1() << bits;
        FineGaussianMechanism mechanism = FineGaussianMechanism.ofNoiseMultiplier(
                m, Math.multiplyExact(Math.multiplyExact(each, each), (long) errors.length));
        Release<double[]> noisy = mechanism.release(errors, "errors of pairs of attributes", random);
        budget.charge(noisy.event());
        double[] values = noisy.value();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.scalb(values[i], -bits);
        }
        return new NoisyErrors(values, Math.scalb(mechanism.sigma(), -bits));
    }

    /** How far an error moves between neighbours. */
    private long unit() {
        return sensitivity.l1() << BITS;
    }

    /**
     * What the exponential mechanism may choose: weight times (error - discount), the discount in records and at least 0, the
     * weight 1 to 2^10.
     */
    record Option(int[] counts, double[] reference, double discount, long weight) {
        /** In units of 2^-10 of a record; between neighbours it moves by weight times that of an error. */
        long score() {
            long less = Math.min(LARGEST_ERROR, Math.round(Math.scalb(discount, BITS)));
            return weight * (error(counts, reference, BITS) - less);
        }
    }

    /**
     * Chooses by the exponential mechanism among options.
     *
     * @param squaredMu what it may cost
     * @return position of the chosen one
     */
    int choose(List<Option> options, double squaredMu) {
        double epsilon = GaussianBudget.choiceEpsilon(squaredMu);
        long weight = 1;
        long[] scores = new long[options.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = options.get(i).score();
            weight = Math.max(weight, options.get(i).weight());
        }
        ExponentialMechanism mechanism = ExponentialMechanism.ofEpsilon(epsilon, Math.multiplyExact(unit(), weight));
        Release<Integer> chosen = mechanism.choose(scores, "choice of a combination", random);
        budget.charge(chosen.event());
        return chosen.value();
    }

    /** Best estimate of the number of records. */
    static double total(List<LinearMeasurement> measurements) {
        LinearMeasurement first = measurements.get(0);
        return Projection.total(
                first.sum(), Math.sqrt(first.sumVariance()), measurements.subList(1, measurements.size()));
    }

    boolean isTest() {
        return !random.isSecure();
    }
}
