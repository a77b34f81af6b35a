// SPDX-License-Identifier: Apache-2.0
/** k-Anonymous Synthesizer. */
package org.murmuration.nodes.ksynthesizer;
