// SPDX-License-Identifier: Apache-2.0
/** The Privacy Ledger node. */
package org.murmuration.nodes.ledger;
