// SPDX-License-Identifier: Apache-2.0
/**
 * One way to release: what is planned, what it costs, and how it is made with or without a ledger.
 */
package org.murmuration.engine.release;
