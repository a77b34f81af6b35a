// SPDX-License-Identifier: Apache-2.0
/** The k-Anonymous Aggregates node. */
package org.murmuration.nodes.kanonymous;
