// SPDX-License-Identifier: Apache-2.0
/** The Canary Inserter node. */
package org.murmuration.nodes.canaryinserter;
