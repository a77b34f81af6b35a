// SPDX-License-Identifier: Apache-2.0
/** The Privacy Ledger Report node. */
package org.murmuration.nodes.ledgerreport;
