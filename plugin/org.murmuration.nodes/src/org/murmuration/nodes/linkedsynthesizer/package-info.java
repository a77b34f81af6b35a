// SPDX-License-Identifier: Apache-2.0
/** The Linked DP Synthesizer node. */
package org.murmuration.nodes.linkedsynthesizer;
