// SPDX-License-Identifier: Apache-2.0
/** The DP Marginals node. */
package org.murmuration.nodes.marginals;
