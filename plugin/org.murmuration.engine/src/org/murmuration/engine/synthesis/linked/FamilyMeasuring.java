// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.accounting.GaussianBudget;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.linked.FamilyCountSource;
import org.murmuration.engine.linked.FamilyCounter;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.mechanism.Charged;
import org.murmuration.engine.mechanism.ExponentialMechanism;
import org.murmuration.engine.mechanism.FineGaussianMechanism;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * The only way to the sensitive families: exact tables go in, noisy ones come out, and what each costs is written down.
 *
 * <p>Tables are integers on a grid of 2^-bits families, the parts of a family rounded down to it before they are added
 * up. In units of the grid a family moves a table by an L2 norm of at most 2^bits, so that noise of sigma 2^bits, drawn
 * exactly, is sigma families at noise multiplier sigma.
 */
class FamilyMeasuring {
    /** Noise on a grid is drawn exactly up to 2^30 of its steps. */
    private static final double LARGEST_SIGMA = 1 << 29;

    private static final long WEIGHTS = 1 << 10;

    /** Sums of differences end here; times a weight they still fit a long. */
    private static final long LARGEST = 1L << 52;

    private final FamilyCountSource data;
    private final LinkedPlan plan;
    private RandomSource random; // set when noise may begin
    private final GaussianBudget budget;
    private final List<Boolean> aboutChildren = new ArrayList<>();
    private final int bits;
    private final long unit;

    FamilyMeasuring(FamilyCountSource data, LinkedPlan plan) {
        Checks.require(data.codebook().equals(plan.codebook()), "The families are coded against another codebook.");
        this.data = FamilyCountSource.checked(data);
        this.plan = plan;
        this.budget = new GaussianBudget(plan.squaredMu());
        this.bits = bits(plan);
        this.unit = 1L << bits;
    }

    /** The finest grid on which the largest noise of the plan can be drawn. */
    private static int bits(LinkedPlan plan) {
        double most = Math.max(plan.sigmas()[2], plan.sigma(plan.squaredMu() * LinkedPlan.LADDER));
        int bits = FamilyCounter.BITS;
        while (bits > 0 && Exact.scalb(most, bits) > LARGEST_SIGMA) {
            bits--;
        }
        return bits;
    }

    List<PrivacyEvent> events() {
        return budget.events();
    }

    List<Boolean> aboutChildren() {
        return aboutChildren;
    }

    /** From now on noise may be drawn. */
    void draw(RandomSource source) {
        random = source;
    }

    private void charge(PrivacyEvent event, boolean dependsOnChildren) {
        budget.charge(event);
        aboutChildren.add(dependsOnChildren);
    }

    /** A noisy number. */
    record Noisy(double[] values, double sigma) {}

    private Noisy release(long[] exact, long unit, String label, double squaredMu, boolean dependsOnChildren) {
        FineGaussianMechanism mechanism = FineGaussianMechanism.ofNoiseMultiplier(
                GaussianBudget.multiplier(squaredMu),
                Math.multiplyExact(Math.multiplyExact(unit, unit), (long) plan.squaredSensitivity()));
        Charged<double[]> noisy = mechanism.release(exact, label, random);
        charge(noisy.event(), dependsOnChildren);
        double[] values = noisy.value();
        for (int i = 0; i < values.length; i++) {
            values[i] /= unit; // a power of two: exact
        }
        return new Noisy(values, mechanism.sigma() / unit);
    }

    /** The number of families. */
    Noisy count() {
        return release(new long[] {data.families()}, 1, "number of families", budget.whole() * LinkedPlan.COUNT, false);
    }

    /** The numbers of children. */
    Noisy ladder() {
        return release(data.countLadder(bits), unit, "numbers of children", budget.whole() * LinkedPlan.LADDER, true);
    }

    /** Exact tables; they must not leave the synthesizer. */
    long[][] count(List<LinkedQuery> queries, ProgressMonitor monitor) {
        return data.count(queries, bits, monitor);
    }

    LinkedMeasurement measure(LinkedQuery query, long[] exact, double squaredMu) {
        Noisy noisy = release(
                exact,
                unit,
                "table of kind " + query.kind(data.codebook()),
                squaredMu,
                query.dependsOnChildren(data.codebook()));
        return new LinkedMeasurement(query, noisy.values(), noisy.sigma());
    }

    /**
     * Chooses the table that the model is most wrong about, in sums of absolute differences less the noise that
     * measuring brings. One family moves such a sum by the L1 norm of what it adds, at most one, or two where it is
     * replaced.
     *
     * @param open positions of what may be chosen
     * @param model tables that owe nothing to the families but earlier releases, in families
     * @param sigma noise of measuring
     */
    int choose(
            List<Integer> open,
            List<LinkedQuery> queries,
            List<Double> weights,
            long[][] exact,
            double[][] model,
            double sigma,
            double squaredMu) {
        double most = weights.stream().mapToDouble(w -> w).max().orElse(1);
        long[] scores = new long[open.size()];
        for (int i = 0; i < scores.length; i++) {
            int q = open.get(i);
            long less = Exact.round(Normal.MEAN_MAGNITUDE * sigma * exact[q].length * unit);
            long sum = 0;
            for (int x = 0; x < exact[q].length; x++) {
                long difference = Math.abs(exact[q][x] - Exact.round(model[q][x] * unit));
                sum = Math.min(LARGEST, sum + Math.min(LARGEST, difference)); // at its end no family moves it further
            }
            scores[i] = Math.max(1, Exact.round(weights.get(q) / most * WEIGHTS)) * (sum - Math.min(LARGEST, less));
        }
        boolean[] depends = {false};
        queries.forEach(q -> depends[0] |= q.dependsOnChildren(data.codebook()));
        long sensitivity = Math.multiplyExact(unit * WEIGHTS, (long) plan.squaredSensitivity());
        Charged<Integer> choice = ExponentialMechanism.ofEpsilon(GaussianBudget.choiceEpsilon(squaredMu), sensitivity)
                .choose(scores, "choice of a table", random);
        charge(choice.event(), depends[0]);
        return open.get(choice.value());
    }
}
