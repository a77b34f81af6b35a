// SPDX-License-Identifier: Apache-2.0
/**
 * Whole records: copies, keys, and which columns have values together.
 *
 * <p>Enter through {@link org.murmuration.engine.evaluation.records.RecordEvaluation}. What it says of copies is no
 * measure of privacy; attacks are in {@link org.murmuration.engine.evaluation.risk}.
 */
package org.murmuration.engine.evaluation.records;
