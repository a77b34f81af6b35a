// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.Arrays;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Sums;

/** Half-widths of 95 % intervals of sums of independent Laplace noise. */
final class LaplaceWidth {
    private static final double OUTSIDE = 0.05;
    private static final int STEPS = 60;

    private LaplaceWidth() {}

    /**
     * Half-width t with P(|X| &gt; t) = 0.05.
     *
     * <p>A sum of Laplace variables of different scales b<sub>i</sub> has P(|X| &gt; t) = sum of w<sub>i</sub> exp(-t /
     * b<sub>i</sub>) with w<sub>i</sub> the product over j of b<sub>i</sub><sup>2</sup> / (b<sub>i</sub><sup>2</sup> -
     * b<sub>j</sub><sup>2</sup>), by partial fractions of its characteristic function. Equal scales are moved apart by
     * a thousandth.
     *
     * @param deviations standard deviations, sqrt(2) b, at least one above 0
     */
    static double of(double... deviations) {
        double[] scales = Arrays.stream(deviations)
                .filter(d -> d > 0)
                .map(d -> d / Math.sqrt(2))
                .sorted()
                .toArray();
        for (int i = 1; i < scales.length; i++) {
            scales[i] = Math.max(scales[i], scales[i - 1] * (1 + 1e-3));
        }
        double low = 0;
        double high = 60 * Sums.of(scales);
        for (int s = 0; s < STEPS; s++) {
            double middle = (low + high) / 2;
            if (outside(middle, scales) > OUTSIDE) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /**
     * Smallest whole t with P(|X| &gt; t) = 2 q<sup>t + 1</sup> / (1 + q) at most 0.05, q = exp(-1 / scale), for
     * discrete Laplace noise.
     *
     * @param scale above 0
     */
    static double ofWhole(double scale) {
        double q = Elementary.exp(-1 / scale);
        return Math.max(0, Math.ceil(Elementary.log(OUTSIDE * (1 + q) / 2) / Elementary.log(q) - 1));
    }

    private static double outside(double t, double[] scales) {
        double sum = 0;
        for (int i = 0; i < scales.length; i++) {
            double weight = 1;
            for (int j = 0; j < scales.length; j++) {
                if (i != j) {
                    weight *= scales[i] * scales[i] / (scales[i] * scales[i] - scales[j] * scales[j]);
                }
            }
            sum += weight * Elementary.exp(-t / scales[i]);
        }
        return sum;
    }
}
