// SPDX-License-Identifier: Apache-2.0
/**
 * Between KNIME and the engine: tables and data sets, progress, paths, and the one place where engine errors become
 * KNIME errors.
 */
package org.murmuration.nodes.adapter;
