// SPDX-License-Identifier: Apache-2.0
/** The Linked Release Writer node. */
package org.murmuration.nodes.linkedwriter;
