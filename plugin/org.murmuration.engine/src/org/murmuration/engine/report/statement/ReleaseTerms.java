// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.statement;

import java.util.List;
import java.util.Optional;
import org.murmuration.engine.accounting.GaussianDpAccountant;
import org.murmuration.engine.accounting.GaussianEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.accounting.ledger.LedgerScope;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.mechanism.ReleasedCount;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.engine.synthesis.model.LearnedModel;
import org.murmuration.engine.synthesis.model.ReleasedModel;

/**
 * What a statement says of a release, of aggregates or of a model.
 *
 * @param codebook public
 * @param unit whom the guarantee protects
 * @param relation which data sets are hard to distinguish
 * @param target guarantee asked for
 * @param epsilon guarantee reached, at the delta of the target
 * @param rho cost under zero-concentrated privacy
 * @param records estimated number of records
 * @param count noisy count behind it, if there was one
 * @param ledger the account, if any
 * @param events all releases
 * @param isTest whether nothing of it is private
 */
record ReleaseTerms(
        Codebook codebook,
        PrivacyUnit unit,
        NeighboringRelation relation,
        ApproximateDp target,
        double epsilon,
        double rho,
        double records,
        Optional<ReleasedCount> count,
        Optional<LedgerScope> ledger,
        List<PrivacyEvent> events,
        boolean isTest) {
    static ReleaseTerms of(ReleasedAggregates a) {
        return new ReleaseTerms(
                a.codebook(),
                a.unit(),
                a.relation(),
                a.target(),
                a.certificate().guarantee().epsilon(),
                a.certificate().rho(),
                a.count().count(),
                Optional.of(a.count()),
                a.ledger(),
                a.events(),
                a.test());
    }

    static ReleaseTerms of(ReleasedCombinations released, Protection.DifferentialPrivacy protection) {
        return new ReleaseTerms(
                released.codebook(),
                protection.unit(),
                protection.relation(),
                protection.target(),
                protection.certificate().guarantee().epsilon(),
                protection.certificate().rho(),
                released.records(),
                Optional.of(
                        new ReleasedCount(released.records(), protection.noise().get(0))),
                protection.ledger(),
                protection.events(),
                protection.test());
    }

    static ReleaseTerms of(ReleasedModel released) {
        LearnedModel model = released.model();
        ApproximateDp target = model.task().target();
        return new ReleaseTerms(
                released.codebook(),
                released.unit(),
                model.task().relation(),
                target,
                epsilon(model.cost(), target.delta()),
                model.cost().rho(),
                model.estimatedRows(),
                Optional.empty(),
                released.ledger(),
                model.events(),
                model.isTest());
    }

    static ReleaseTerms of(ReleasedFamilies released) {
        return new ReleaseTerms(
                released.codebook().parents(),
                new PrivacyUnit(released.codebook().parent()),
                released.plan().relation(),
                released.plan().target(),
                released.guarantees().get(0).epsilon(),
                released.plan().event().rho(),
                released.noisy().total(),
                Optional.empty(),
                released.ledger(),
                released.events(),
                released.test());
    }

    private static double epsilon(PrivacyEvent cost, double delta) {
        double byRho = ZcdpConversion.epsilon(cost.rho(), delta);
        if (cost instanceof GaussianEvent) {
            GaussianDpAccountant accountant = new GaussianDpAccountant();
            accountant.charge(cost);
            return Math.min(byRho, accountant.epsilon(delta));
        }
        return byRho;
    }
}
