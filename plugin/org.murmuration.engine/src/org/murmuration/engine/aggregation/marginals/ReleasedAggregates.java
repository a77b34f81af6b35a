// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.marginals;

import java.util.List;
import java.util.Optional;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpAccountant;
import org.murmuration.engine.accounting.ledger.LedgerScope;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.mechanism.ReleasedCount;
import org.murmuration.engine.mechanism.ReleasedMarginal;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.privacy.PublishableResult;
import org.murmuration.engine.privacy.ZeroConcentratedDp;

/**
 * Noisy record count and marginals with what they cost. May be published, unless it is a test.
 *
 * @param codebook public codebook
 * @param unit whose presence is hidden
 * @param target guarantee that was asked for; {@link #guarantee()} does not pass it
 * @param count noisy number of records
 * @param marginals noisy marginals in canonical order
 * @param events what was charged
 * @param relation which data sets the guarantee makes hard to tell apart
 * @param ledger the account that the release is part of; empty when the guarantee covers this release alone
 * @param test whether the noise was foreseeable: then nothing of it is private
 */
public record ReleasedAggregates(
        Codebook codebook,
        PrivacyUnit unit,
        ApproximateDp target,
        ReleasedCount count,
        List<ReleasedMarginal> marginals,
        List<PrivacyEvent> events,
        NeighboringRelation relation,
        Optional<LedgerScope> ledger,
        boolean test)
        implements PublishableResult {
    /** Mark of all outputs of a test. */
    public static final String TEST_MARK = "TEST: not private";

    /** Copies the lists and checks that they fit the codebook. */
    public ReleasedAggregates {
        marginals = List.copyOf(marginals);
        events = List.copyOf(events);
        Domain domain = codebook.domain();
        for (ReleasedMarginal m : marginals) {
            Checks.require(m.cells() == m.clique().cells(domain), "A marginal does not fit the codebook.");
        }
    }

    /**
     * The order of the widest marginal.
     *
     * @return number of its attributes; 1 without marginals
     */
    public int order() {
        return marginals.stream().mapToInt(m -> m.clique().size()).max().orElse(1);
    }

    /**
     * The coded attributes.
     *
     * @return domain of the codebook
     */
    public Domain domain() {
        return codebook.domain();
    }

    /**
     * The marginal of a clique.
     *
     * @param clique attributes
     * @return empty when it was not released
     */
    public Optional<ReleasedMarginal> marginal(Clique clique) {
        return marginals.stream().filter(m -> m.clique().equals(clique)).findFirst();
    }

    /**
     * What all events cost together.
     *
     * @return zero-concentrated differential privacy
     */
    public ZeroConcentratedDp cost() {
        return accountant().total();
    }

    /**
     * What all events cost together, at the delta of the target.
     *
     * @return approximate differential privacy
     */
    public ApproximateDp guarantee() {
        return accountant().total(target.delta());
    }

    private ZcdpAccountant accountant() {
        ZcdpAccountant accountant = new ZcdpAccountant();
        events.forEach(accountant::charge);
        return accountant;
    }
}
