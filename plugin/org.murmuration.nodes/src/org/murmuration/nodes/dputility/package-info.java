// SPDX-License-Identifier: Apache-2.0
/** The DP Utility Evaluation node. */
package org.murmuration.nodes.dputility;
