// SPDX-License-Identifier: Apache-2.0
/**
 * Two linked tables released together: noisy tables over families, and synthetic parents with their children.
 *
 * <p>A {@link org.murmuration.engine.synthesis.linked.LinkedPlan} gives cost and errors before anything is spent,
 * {@link org.murmuration.engine.synthesis.linked.LinkedRelease} spends, with or without a ledger, and
 * {@link org.murmuration.engine.synthesis.linked.ReleasedFamilies} is what may be published; synthetic families are
 * drawn from it at no further cost.
 *
 * <p><b>Why one guarantee covers all units.</b> A family adds to each query a vector phi that is not negative and has
 * L1 norm at most 1 (see {@link org.murmuration.engine.linked.FamilyCounter}), so each query has L2 sensitivity 1 under
 * adding or removing a whole family, however many children it has. Gaussian noise of sigma_q costs rho_q = 1 / (2
 * sigma_q^2), and costs add up. What else the same run promises is in
 * {@link org.murmuration.engine.synthesis.linked.LinkedGuarantee}.
 */
package org.murmuration.engine.synthesis.linked;
