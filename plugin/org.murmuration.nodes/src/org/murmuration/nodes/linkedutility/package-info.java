// SPDX-License-Identifier: Apache-2.0
/** The Linked Utility Evaluation node. */
package org.murmuration.nodes.linkedutility;
