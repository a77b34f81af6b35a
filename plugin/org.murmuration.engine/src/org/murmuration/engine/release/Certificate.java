// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import java.util.List;
import java.util.Optional;
import org.murmuration.engine.accounting.BasicAccountant;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpAccountant;
import org.murmuration.engine.accounting.ledger.LedgerScope;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;

/**
 * Whom a release protects, how well, and what it was charged.
 *
 * @param unit whose presence is hidden
 * @param target guarantee that was asked for; the release keeps at most this
 * @param relation which data sets the guarantee makes hard to tell apart
 * @param events what was charged, in order
 * @param ledger the account that the release is part of; empty when the guarantee covers this release alone
 * @param test whether the noise was foreseeable: then nothing of it is private
 * @param identity which request it answers
 */
public record Certificate(
        PrivacyUnit unit,
        ApproximateDp target,
        NeighboringRelation relation,
        List<PrivacyEvent> events,
        Optional<LedgerScope> ledger,
        boolean test,
        ReleaseIdentity identity) {
    /** Mark of all outputs of a test. */
    public static final String TEST_MARK = "TEST: not private";

    /** Copies the list and checks that nothing is missing. */
    public Certificate {
        Checks.require(
                unit != null && target != null && relation != null && ledger != null && identity != null,
                "A certificate is incomplete.");
        events = List.copyOf(events);
    }

    /**
     * Cost of all events together under zero-concentrated privacy.
     *
     * @return rho, rounded up; infinite where an event has no rho
     */
    public double rho() {
        return events.stream().mapToDouble(PrivacyEvent::rho).reduce(0, Rounding::addUp);
    }

    /**
     * What the release keeps to: the target, which its plan was proven to keep, or less where the events that were
     * really charged add up to less under zero-concentrated or pure privacy.
     *
     * @return approximate differential privacy at the delta of the target
     */
    public ApproximateDp guarantee() {
        ZcdpAccountant zcdp = new ZcdpAccountant();
        BasicAccountant basic = new BasicAccountant();
        events.forEach(zcdp::charge);
        events.forEach(basic::charge);
        double least = Math.min(zcdp.epsilon(target.delta()), basic.epsilon(target.delta()));
        return new ApproximateDp(Math.min(target.epsilon(), least), target.delta());
    }
}
