// SPDX-License-Identifier: Apache-2.0
/** The Synthetic Data Sampler node. */
package org.murmuration.nodes.sampler;
