// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

/**
 * A noisy count. May be published.
 *
 * @param count unbiased, possibly negative
 * @param sigma noise parameter, above 0
 */
public record ReleasedCount(long count, double sigma) {}
