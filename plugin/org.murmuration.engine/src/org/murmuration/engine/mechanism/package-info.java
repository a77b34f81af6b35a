// SPDX-License-Identifier: Apache-2.0
/**
 * Single randomised releases, each giving a value and the event that says what it cost.
 *
 * <p>Counts and sums: {@link org.murmuration.engine.mechanism.GaussianMechanism},
 * {@link org.murmuration.engine.mechanism.LaplaceMechanism}; real-valued ones go through a
 * {@link org.murmuration.engine.mechanism.FixedGrid}. Choices:
 * {@link org.murmuration.engine.mechanism.ExponentialMechanism}. Keys that are not known beforehand: {@link org.murmuration.engine.mechanism.PartitionSelection},
 * {@link org.murmuration.engine.mechanism.GaussianPartitionSelection}.
 *
 * <p>Every mechanism is an object with checked parameters that releases once. Integers or rationals take part in
 * sampling and nothing else. What leaves this package as a released type may be published; all that is computed from it
 * is post-processing.
 */
package org.murmuration.engine.mechanism;
