// SPDX-License-Identifier: Apache-2.0
/**
 * The vocabulary of privacy guarantees as immutable values.
 *
 * <p>Enter through {@link org.murmuration.engine.privacy.PrivacyLoss}. Nothing here draws noise or counts.
 */
package org.murmuration.engine.privacy;
