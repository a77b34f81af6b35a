// SPDX-License-Identifier: Apache-2.0
/**
 * What flows between the nodes besides tables: codebooks, aggregates, models and ledgers, each stored as JSON with a format
 * version. No Java serialisation.
 */
package org.murmuration.nodes.port;
