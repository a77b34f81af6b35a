// SPDX-License-Identifier: Apache-2.0
/** The Codebook Builder node. */
package org.murmuration.nodes.codebook;
