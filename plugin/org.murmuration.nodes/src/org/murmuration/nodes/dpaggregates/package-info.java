// SPDX-License-Identifier: Apache-2.0
/** DP Aggregates. */
package org.murmuration.nodes.dpaggregates;
