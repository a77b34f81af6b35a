// SPDX-License-Identifier: Apache-2.0
/**
 * What flows between the nodes besides tables: codebooks, aggregates, models, released families and ledgers, each
 * stored as JSON with a format version, and linked data, which are sensitive and stored as codes. No Java
 * serialisation.
 */
package org.murmuration.nodes.port;
