// SPDX-License-Identifier: Apache-2.0
/** The DP Synthesizer Learner node. */
package org.murmuration.nodes.learner;
