// SPDX-License-Identifier: Apache-2.0
/**
 * Synthetic records drawn from released aggregates. All of it is post-processing and costs no privacy.
 *
 * <p>Enter through {@link org.murmuration.engine.synthesis.TreeSynthesizer}. Missing is a level like any other, and by
 * default there are as many records as the noisy count says.
 */
package org.murmuration.engine.synthesis;
