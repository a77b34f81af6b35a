// SPDX-License-Identifier: Apache-2.0
/** The Utility Evaluation node. */
package org.murmuration.nodes.utility;
