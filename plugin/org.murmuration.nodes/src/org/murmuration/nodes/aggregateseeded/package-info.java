// SPDX-License-Identifier: Apache-2.0
/** Aggregate-Seeded Synthesizer. */
package org.murmuration.nodes.aggregateseeded;
