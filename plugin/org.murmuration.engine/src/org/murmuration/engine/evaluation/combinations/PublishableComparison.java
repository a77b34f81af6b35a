// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.combinations;

import org.murmuration.engine.privacy.PublishableResult;

/**
 * A comparison of which both sides were released: counts that a mechanism protects, and what was made of them. May be
 * published under the same guarantee as the counts.
 *
 * @param report the comparison
 */
public record PublishableComparison(CombinationReport report) implements PublishableResult {}
