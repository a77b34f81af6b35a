// SPDX-License-Identifier: Apache-2.0
/** Pages of the node views: self-contained HTML that KNIME shows in a frame and the workbench writes as files. */
package org.murmuration.nodes.view;
