// SPDX-License-Identifier: Apache-2.0
/**
 * Pages of the node views and pages to share: self-contained HTML of one frame and one script, which the build makes of
 * the modules in folder web. KNIME shows a page in a frame; the workbench and the nodes that publish write it as a
 * file.
 */
package org.murmuration.nodes.view;
