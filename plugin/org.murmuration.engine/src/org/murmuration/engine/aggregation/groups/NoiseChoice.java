// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

/** Which noise statistics get. */
public enum NoiseChoice {
    /** Whichever gives the smaller error. */
    AUTOMATIC,
    /** Discrete Laplace. */
    LAPLACE,
    /** Discrete Gaussian. */
    GAUSSIAN
}
