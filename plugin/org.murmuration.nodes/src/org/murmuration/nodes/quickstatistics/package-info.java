// SPDX-License-Identifier: Apache-2.0
/** The DP Quick Statistics node. */
package org.murmuration.nodes.quickstatistics;
