// SPDX-License-Identifier: Apache-2.0
/**
 * Single randomised releases, each giving a value and the event that says what it cost.
 *
 * <p>Enter through {@link org.murmuration.engine.mechanism.GaussianMechanism}. What leaves this package as a released
 * type may be published; all that is computed from it is post-processing.
 */
package org.murmuration.engine.mechanism;
