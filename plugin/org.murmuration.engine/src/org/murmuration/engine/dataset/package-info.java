// SPDX-License-Identifier: Apache-2.0
/**
 * Coded, columnar tables and the public domains they are coded against; no privacy mechanism.
 *
 * <p>Enter through {@link org.murmuration.engine.dataset.Codebook}, which says which values may occur, and
 * {@link org.murmuration.engine.dataset.Dataset}, which holds one small integer a cell. A domain is public information:
 * it must be known without looking at the records.
 */
package org.murmuration.engine.dataset;
