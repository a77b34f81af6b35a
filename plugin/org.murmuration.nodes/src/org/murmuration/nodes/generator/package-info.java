// SPDX-License-Identifier: Apache-2.0
/** The Synthetic Data Generator node. */
package org.murmuration.nodes.generator;
