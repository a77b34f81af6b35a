// SPDX-License-Identifier: Apache-2.0
/**
 * What is promised about a release, in one sentence and in JSON.
 *
 * <p>Enter through {@link org.murmuration.engine.report.statement.PrivacyStatement}. A statement accepts released types
 * only and rounds guarantees to the safe side.
 */
package org.murmuration.engine.report.statement;
