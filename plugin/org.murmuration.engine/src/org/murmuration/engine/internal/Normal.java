// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

/** Constants of the standard normal distribution, within 1e-15 of the true values. */
public final class Normal {
    /** Quantile at 0.975: 95 % of all draws are at most this far from 0. */
    public static final double Z95 = 1.959963984540054;

    /** Quantile at 0.95: 95 % of all draws are at most this. */
    public static final double ONE_SIDED_Z95 = 1.6448536269514722;

    /** Mean of the magnitude of a draw, sqrt(2 / pi). */
    public static final double MEAN_MAGNITUDE = 0.7978845608028654;

    /** Natural logarithm of sqrt(2 pi): the density at x is exp(-x^2 / 2 - this). */
    public static final double LOG_ROOT_TWO_PI = 0.9189385332046728;

    private Normal() {}
}
