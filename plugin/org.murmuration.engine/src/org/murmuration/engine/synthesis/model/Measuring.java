// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.murmuration.engine.accounting.GaussianBudget;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.Projection;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.Merging;
import org.murmuration.engine.marginal.Workload;
import org.murmuration.engine.mechanism.Charged;
import org.murmuration.engine.mechanism.ExponentialMechanism;
import org.murmuration.engine.mechanism.FineGaussianMechanism;
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

    /** Errors and discounts end here; times a weight of at most 2^10 they still fit a long. */
    private static final long LARGEST_ERROR = 1L << 52;

    /** More records than this count as so many where errors are taken: above it an error moves no further. */
    private static final long LARGEST_COUNT = LARGEST_ERROR >> BITS;

    private final Sensitivity sensitivity;
    private final RandomSource random;
    private final GaussianBudget budget;
    private final CountSource data;

    /**
     * @param budget squared mu that may be spent at most
     */
    Measuring(CountSource data, SynthesisTask task, double budget, RandomSource random) {
        Checks.require(data.domain().equals(task.domain()), "The data are coded against another domain than the task.");
        this.data = CountSource.checked(data);
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
     * @return one table a clique, in their order
     */
    List<Marginal> count(List<Clique> cliques, Compression compression, ProgressMonitor monitor) {
        Merging merging = compression == null ? Merging.none(data.domain()) : compression.merging();
        Map<Clique, Marginal> marginals = new HashMap<>();
        for (Marginal m : data.count(new Workload(data.domain(), cliques), merging, monitor)) {
            marginals.put(m.clique(), m);
        }
        return cliques.stream().map(marginals::get).toList();
    }

    /**
     * Releases a table of counts.
     *
     * @param squaredMu what it may cost
     */
    LinearMeasurement measure(Marginal counts, double squaredMu) {
        FineGaussianMechanism mechanism =
                FineGaussianMechanism.ofNoiseMultiplier(GaussianBudget.multiplier(squaredMu), sensitivity.squaredL2());
        Charged<double[]> noisy = mechanism.release(counts.counts(), label(counts.clique()), random);
        budget.charge(noisy.event());
        return new LinearMeasurement(counts.clique(), noisy.value(), mechanism.sigma());
    }

    /**
     * Releases what a table says beyond its smaller ones, its counts less their mean along each attribute. It moves
     * less than the table between neighbours: by the product of (n - 1) / n over the attributes, squared L2; for two
     * attributes of two levels a quarter (Xiao, He, Zhang, Kifer 2023, ResidualPlanner). Times the number of cells it
     * is an integer, so that noise is exact.
     *
     * @param squaredMu what it may cost
     */
    LinearMeasurement residual(Marginal counts, Compression compression, double squaredMu) {
        int[] shape = compression.shape();
        Clique clique = counts.clique();
        // limited so that nothing wraps around: along each attribute values grow by twice its levels at most
        long most = (Long.MAX_VALUE >> clique.size()) / counts.cells();
        long[] values =
                Arrays.stream(counts.counts()).map(v -> Math.min(most, v)).toArray();
        long squared = sensitivity.l1() * sensitivity.l1(); // each record that moves shifts it by at most this
        int inner = values.length;
        for (int a : clique.toArray()) {
            squared = Math.multiplyExact(squared, (long) shape[a] * (shape[a] - 1));
            inner /= shape[a];
            centerTimesSize(values, inner, shape[a]);
        }
        double m = GaussianBudget.multiplier(squaredMu);
        if (m * Math.sqrt(squared) > LARGEST_SIGMA) {
            return measure(counts, squaredMu); // beyond what is drawn exactly; a large table gains nothing anyway
        }
        FineGaussianMechanism mechanism = FineGaussianMechanism.ofNoiseMultiplier(m, squared);
        Charged<double[]> noisy = mechanism.release(values, label(clique), random);
        budget.charge(noisy.event());
        double[] result = noisy.value();
        for (int i = 0; i < result.length; i++) {
            result[i] /= counts.cells();
        }
        return LinearMeasurement.ofResidual(clique, result, mechanism.sigma() / counts.cells());
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

    /** One-way marginals of all attributes, the budget split so that the expected errors add up to the least. */
    List<LinearMeasurement> singles(int[] shape, double[] weights, double squaredMu, ProgressMonitor monitor) {
        List<Marginal> counts = count(Clique.allOf(shape.length, 1), null, monitor);
        double sum = 0;
        for (int a = 0; a < shape.length; a++) {
            sum += share(weights[a], shape[a]);
        }
        List<LinearMeasurement> result = new ArrayList<>();
        for (int a = 0; a < shape.length; a++) {
            result.add(measure(counts.get(a), squaredMu * (share(weights[a], shape[a]) / sum)));
        }
        return result;
    }

    /** One-way marginals of all attributes, all with the same noise. */
    List<LinearMeasurement> oneWayMarginals(int[] shape, double squaredMu, ProgressMonitor monitor) {
        List<Marginal> counts = count(Clique.allOf(shape.length, 1), null, monitor);
        List<LinearMeasurement> result = new ArrayList<>();
        for (int a = 0; a < shape.length; a++) {
            result.add(measure(counts.get(a), squaredMu / shape.length));
        }
        return result;
    }

    /**
     * One-way tables measured again, of all levels, and joined with the first ones by inverse variances.
     *
     * @param squaredMu what each may cost; where it is 0 the first one stays
     */
    List<LinearMeasurement> again(List<LinearMeasurement> first, double[] squaredMu, ProgressMonitor monitor) {
        List<Marginal> counts =
                count(first.stream().map(LinearMeasurement::clique).toList(), null, monitor);
        List<LinearMeasurement> result = new ArrayList<>();
        for (int a = 0; a < counts.size(); a++) {
            LinearMeasurement old = first.get(a);
            if (squaredMu[a] == 0) {
                result.add(old);
                continue;
            }
            LinearMeasurement m = measure(counts.get(a), squaredMu[a]);
            double ofOld = m.sigma() * m.sigma() / (old.sigma() * old.sigma() + m.sigma() * m.sigma());
            double[] values = new double[m.values().length];
            for (int v = 0; v < values.length; v++) {
                values[v] = ofOld * old.values()[v] + (1 - ofOld) * m.values()[v];
            }
            result.add(new LinearMeasurement(old.clique(), values, old.sigma() * Math.sqrt(ofOld)));
        }
        return result;
    }

    /**
     * Weight in the budget of a table: the sum of w n sqrt(2 / pi) sigma is least under a bound on the sum of 1 /
     * sigma^2 where 1 / sigma^2 is proportional to (w n)^(2/3).
     */
    static double share(double weight, double cells) {
        return Elementary.twoThirdsPower(weight * cells * Normal.MEAN_MAGNITUDE);
    }

    /**
     * Sum of absolute differences between counts and a reference that owes nothing to the records but noisy releases,
     * in 2^-bits of a record. One record more or less moves it by at most 2^bits; the sum ends at a fixed largest
     * value, which moves it no further, so that no arithmetic wraps around.
     */
    private static long error(Marginal counts, double[] reference, int bits) {
        long sum = 0;
        for (int i = 0; i < reference.length; i++) {
            long point = Exact.round(Exact.scalb(Math.min(LARGEST_COUNT, reference[i]), bits));
            long count = Math.min(LARGEST_COUNT, counts.count(i));
            sum = Math.min(LARGEST_ERROR, sum + Math.abs((count << bits) - point));
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
    NoisyErrors errors(List<Marginal> counts, double[][] references, double squaredMu) {
        if (counts.isEmpty()) {
            return new NoisyErrors(new double[0], 0);
        }
        double m = GaussianBudget.multiplier(squaredMu);
        int bits = BITS; // fewer where noise is so large that parts of a record are nothing beside it
        while (bits > 0 && Exact.scalb(m * Math.sqrt(counts.size()) * sensitivity.l1(), bits) > LARGEST_SIGMA) {
            bits--;
        }
        long[] errors = new long[counts.size()];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = error(counts.get(i), references[i], bits);
        }
        long each = sensitivity.l1() << bits;
        FineGaussianMechanism mechanism = FineGaussianMechanism.ofNoiseMultiplier(
                m, Math.multiplyExact(Math.multiplyExact(each, each), (long) errors.length));
        Charged<double[]> noisy = mechanism.release(errors, "errors of pairs of attributes", random);
        budget.charge(noisy.event());
        double[] values = noisy.value();
        for (int i = 0; i < values.length; i++) {
            values[i] = Exact.scalb(values[i], -bits);
        }
        return new NoisyErrors(values, Exact.scalb(mechanism.sigma(), -bits));
    }

    /** How far an error moves between neighbours. */
    private long unit() {
        return sensitivity.l1() << BITS;
    }

    /**
     * What the exponential mechanism may choose: weight times (error - discount), the discount in records and at least
     * 0, the weight 1 to 2^10.
     */
    record Option(Marginal counts, double[] reference, double discount, long weight) {
        /** In units of 2^-10 of a record; between neighbours it moves by weight times that of an error. */
        long score() {
            long less = Math.min(LARGEST_ERROR, Exact.round(Exact.scalb(discount, BITS)));
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
        Charged<Integer> chosen = mechanism.choose(scores, "choice of a combination", random);
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
