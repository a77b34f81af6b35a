// SPDX-License-Identifier: Apache-2.0
/** The Linked Data Builder node. */
package org.murmuration.nodes.linkedbuilder;
