// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import java.time.Instant;
import org.murmuration.engine.accounting.PrivacyEvent;

/**
 * One release as a ledger reports it. Free of data: events, cohorts and labels are public knowledge.
 *
 * @param release random name of the release
 * @param state whether it counts
 * @param event what was or may have been released
 * @param node what made it
 * @param cohort who it is about
 * @param time when it was reserved
 * @param software name and version of what wrote the entry
 */
public record LedgerEntry(
        String release, State state, PrivacyEvent event, String node, Cohort cohort, Instant time, String software) {
    /** How far a release came. */
    public enum State {
        /** Reserved and not finished: noise may have been drawn and seen, so it counts as spent. */
        RESERVED,
        /** Finished; the released values are stored. */
        COMMITTED,
        /** Given back before any noise was drawn; does not count. */
        ABORTED
    }

    /**
     * Whether the release is part of what was spent.
     *
     * @return false for an aborted one
     */
    public boolean counts() {
        return state != State.ABORTED;
    }

    LedgerEntry in(State newState) {
        return new LedgerEntry(release, newState, event, node, cohort, time, software);
    }
}
