// SPDX-License-Identifier: Apache-2.0
/** The Synthesizer Comparison node. */
package org.murmuration.nodes.comparison;
