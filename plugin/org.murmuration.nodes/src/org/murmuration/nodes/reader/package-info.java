// SPDX-License-Identifier: Apache-2.0
/** The Case Data Reader node. */
package org.murmuration.nodes.reader;
