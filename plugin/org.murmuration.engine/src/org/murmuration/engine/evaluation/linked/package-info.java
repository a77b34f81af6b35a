// SPDX-License-Identifier: Apache-2.0
/**
 * How well two linked tables were imitated, table by table and beside the way of one flat row a parent.
 *
 * <p>Enter through {@link org.murmuration.engine.evaluation.linked.LinkedEvaluation}. It compares with sensitive
 * families, so what it says is sensitive.
 */
package org.murmuration.engine.evaluation.linked;
