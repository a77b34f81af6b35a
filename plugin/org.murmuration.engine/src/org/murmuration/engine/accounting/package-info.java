// SPDX-License-Identifier: Apache-2.0
/**
 * What was released and what it cost.
 *
 * <p>Enter through {@link org.murmuration.engine.accounting.ZcdpAccountant} and
 * {@link org.murmuration.engine.accounting.ZcdpConversion}. Mechanisms emit
 * {@link org.murmuration.engine.accounting.PrivacyEvent events}; nothing here sees data. All conversions round to the
 * side that overstates the loss.
 */
package org.murmuration.engine.accounting;
