// SPDX-License-Identifier: Apache-2.0
/**
 * Disclosure risk by attack, in the manner of Anonymeter (Giomi and others 2023): what somebody who sees synthetic
 * records can tell of real ones, compared with what they can guess and with what they can tell of people who were not
 * in the data.
 *
 * <p>Enter through {@link org.murmuration.engine.evaluation.risk.DisclosureRisk},
 * {@link org.murmuration.engine.evaluation.risk.MembershipInference} (who was in the data) and
 * {@link org.murmuration.engine.evaluation.risk.CanaryAudit} (a whole pipeline, by records that nobody has). All
 * results are sensitive: attacks are run against the real records. A low risk found by attack is no guarantee; the
 * guarantee of a release is its epsilon and delta.
 */
package org.murmuration.engine.evaluation.risk;
