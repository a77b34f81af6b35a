// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.Arrays;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Exact;

/**
 * Distribution of the privacy loss ln(P(x) / Q(x)), x drawn from P, of the worst pair of neighbours of one mechanism,
 * on a grid of multiples of a step.
 *
 * <p><b>Pessimistic.</b> Probability at a loss between two grid points is split over both so that its share of P and
 * its share of Q = P e^(-loss) stay what they are ("connect the dots", Doroshenko, Ghazi, Kamath, Kumar, Manurangsi
 * 2022). The resulting hockey-stick divergence meets the true one at grid points and lies above it between them,
 * whatever it is composed with. Tails that are cut off become infinite loss.
 *
 * <p><b>Both directions.</b> For each event that is taken here the worst pairs (P, Q) and (Q, P) have the same loss
 * distribution (a reflection of the noise swaps them), so one distribution bounds adding as well as removing.
 */
public final class PrivacyLossDistribution {
    private final double step;
    private final long low;
    private final double[] mass;
    private final double infinity;

    private PrivacyLossDistribution(double step, long low, double[] mass, double infinity) {
        this.step = step;
        this.low = low;
        this.mass = mass;
        this.infinity = infinity;
    }

    /** Collects probability at arbitrary losses onto the grid. */
    static final class Builder {
        private final double step;
        private final double width;
        private long low;
        private double[] mass = new double[16];
        private double infinity;
        private boolean empty = true;

        Builder(double step) {
            this.step = Checks.positive(step, "step");
            this.width = -Elementary.expm1(-step);
        }

        /** Adds probability at a loss. */
        void add(double loss, double probability) {
            if (probability <= 0) {
                return;
            }
            double raised = loss + 4 * Exact.ulp(loss); // losses are computed with a few roundings
            long cell = (long) Math.floor(raised / step);
            double rest = Math.max(0, raised - cell * step);
            double up = Math.min(1, -Elementary.expm1(-rest) / width);
            put(cell, probability * (1 - up));
            put(cell + 1, probability * up);
        }

        void addInfinite(double probability) {
            infinity += probability;
        }

        double step() {
            return step;
        }

        /** Adds probability at a grid point. */
        void put(long cell, double probability) {
            if (probability <= 0) {
                return;
            }
            if (empty) {
                low = cell - mass.length / 2;
                empty = false;
            }
            if (cell < low || cell >= low + mass.length) {
                grow(cell);
            }
            mass[(int) (cell - low)] += probability;
        }

        private void grow(long cell) {
            long from = Math.min(low, cell);
            long to = Math.max(low + mass.length, cell + 1);
            long length = to - from;
            Checks.require(length < 1 << 27, "The step is too small for losses of this size.");
            // grow by half of what is there on the side that ran out, so that filling takes linear time
            long extra = Math.min((1 << 27) - length, length / 2);
            long newLow = cell < low ? from - extra : from;
            double[] wider = new double[(int) (length + extra)];
            System.arraycopy(mass, 0, wider, (int) (low - newLow), mass.length);
            mass = wider;
            low = newLow;
        }

        PrivacyLossDistribution build() {
            int first = 0;
            int last = mass.length - 1;
            while (first < last && mass[first] == 0) {
                first++;
            }
            while (last > first && mass[last] == 0) {
                last--;
            }
            return new PrivacyLossDistribution(
                    step, low + first, Arrays.copyOfRange(mass, first, last + 1), Math.min(1, infinity));
        }
    }

    /**
     * Loss distribution of an event.
     *
     * @param event what was released: neither composed nor parallel
     * @param step distance of grid points, above 0
     * @return the distribution
     * @throws IllegalArgumentException when only the moments of its loss are bounded, as for zCDP events
     */
    public static PrivacyLossDistribution of(PrivacyEvent event, double step) {
        Builder builder = new Builder(step);
        event.worstPair()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no loss distribution of \"" + event.label() + "\"."))
                .collect(builder);
        return builder.build();
    }

    /**
     * Distance of grid points.
     *
     * @return above 0
     */
    public double step() {
        return step;
    }

    /** Index of the lowest grid point with probability: its loss is low times step. */
    long low() {
        return low;
    }

    /** Probabilities from the lowest grid point on; not to be changed. */
    double[] mass() {
        return mass;
    }

    /**
     * Probability of infinite loss: of outcomes that only one of the neighbours can have.
     *
     * @return 0 to 1
     */
    public double infinity() {
        return infinity;
    }

    /**
     * Hockey-stick divergence of P from Q: infinite mass plus the sum of (1 - e^(epsilon - loss)) over larger losses.
     *
     * @param epsilon finite
     * @return delta, 0 to 1
     */
    public double delta(double epsilon) {
        double sum = 0;
        for (int i = mass.length - 1; i >= 0; i--) {
            double gap = (low + i) * step - epsilon;
            if (gap <= 0) {
                break;
            }
            sum += mass[i] * -Elementary.expm1(-gap);
        }
        return Math.min(1, sum * (1 + 1e-12) + infinity);
    }

    /**
     * Loss distribution of the swapped pair (Q, P): probability p at loss l becomes p e^(-l) at -l, and what is missing
     * to 1 is infinite.
     *
     * @return the other direction
     */
    public PrivacyLossDistribution reversed() {
        double[] swapped = new double[mass.length];
        double total = 0;
        for (int i = 0; i < mass.length; i++) {
            swapped[mass.length - 1 - i] = mass[i] * Elementary.exp(-(low + i) * step);
            total += swapped[mass.length - 1 - i];
        }
        return new PrivacyLossDistribution(step, -(low + mass.length - 1), swapped, Math.max(0, 1 - total));
    }

    /**
     * ln of the sum of mass times exp(order times loss), over finite losses. The powers are made by multiplication from
     * the largest one down, with a relative error of 1e-16 a grid point, which is far below what its users allow for.
     */
    double logMoment(double order) {
        boolean rising = order > 0;
        double factor = Elementary.exp(-Math.abs(order) * step);
        double power = 1;
        double sum = 0;
        for (int k = 0; k < mass.length; k++) {
            sum += mass[rising ? mass.length - 1 - k : k] * power;
            power *= factor;
        }
        return Elementary.log(sum) + order * (rising ? low + mass.length - 1 : low) * step;
    }
}
