// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.combinations;

import org.murmuration.engine.privacy.SensitiveResult;

/**
 * A comparison of which one side are sensitive records. Private: computed from them without noise.
 *
 * @param report the comparison
 */
public record SensitiveComparison(CombinationReport report) implements SensitiveResult {}
