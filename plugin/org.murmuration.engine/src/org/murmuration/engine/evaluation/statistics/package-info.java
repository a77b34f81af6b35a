// SPDX-License-Identifier: Apache-2.0
/**
 * What the rooms of evaluation share: two tables cut into common cells, moments and distances of columns, and where a
 * score stands between its anchors.
 *
 * <p>Enter through {@link org.murmuration.engine.evaluation.statistics.CodedPair}. It holds no score of its own and is
 * not exported.
 */
package org.murmuration.engine.evaluation.statistics;
