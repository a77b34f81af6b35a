// SPDX-License-Identifier: Apache-2.0
/** The Release Writer node. */
package org.murmuration.nodes.release;
