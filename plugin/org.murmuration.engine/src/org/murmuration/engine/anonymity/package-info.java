// SPDX-License-Identifier: Apache-2.0
/**
 * k-anonymous results: nothing is shown that fewer than k records share. That protects one release against readers who
 * know nothing else; it does not compose over releases, and two releases of nearly the same records can be compared.
 * For a guarantee that does, use differential privacy.
 *
 * <p>Enter through {@link org.murmuration.engine.anonymity.KAnonymousCounts} for counts and
 * {@link org.murmuration.engine.anonymity.KAnonymousSynthesizer} for records.
 */
package org.murmuration.engine.anonymity;
