// SPDX-License-Identifier: Apache-2.0
/** Aggregate Evaluation. */
package org.murmuration.nodes.aggregateevaluation;
