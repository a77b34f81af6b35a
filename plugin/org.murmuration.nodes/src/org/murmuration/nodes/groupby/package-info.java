// SPDX-License-Identifier: Apache-2.0
/** The DP GroupBy node. */
package org.murmuration.nodes.groupby;
