// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.Optional;
import org.murmuration.engine.accounting.ledger.Fingerprint;

/**
 * What streamed through: rows added up by group, and their fingerprint.
 *
 * @param aggregate of all rows of the cohort
 * @param fingerprint of the same rows; empty where no ledger recognises them
 */
public record GroupRows(PartialAggregate aggregate, Optional<Fingerprint> fingerprint) {}
