// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.murmuration.engine.accounting.BasicAccountant;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.PldAccountant;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpAccountant;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.aggregation.combinations.CombinationPlan;
import org.murmuration.engine.aggregation.combinations.CombinationRelease;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.aggregation.groups.Aggregation;
import org.murmuration.engine.aggregation.groups.GroupByPlan;
import org.murmuration.engine.aggregation.groups.GroupByRelease;
import org.murmuration.engine.aggregation.groups.GroupKeys;
import org.murmuration.engine.aggregation.groups.GroupRows;
import org.murmuration.engine.aggregation.groups.GroupTerms;
import org.murmuration.engine.aggregation.groups.NoiseChoice;
import org.murmuration.engine.aggregation.groups.PartialAggregate;
import org.murmuration.engine.aggregation.groups.Statistic;
import org.murmuration.engine.aggregation.marginals.MarginalPlan;
import org.murmuration.engine.aggregation.marginals.MarginalRelease;
import org.murmuration.engine.aggregation.utility.UtilityPlan;
import org.murmuration.engine.aggregation.utility.UtilityRelease;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.KeyedHash;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.synthesis.linked.LinkedPlan;
import org.murmuration.engine.synthesis.model.ModelPlan;
import org.murmuration.engine.synthesis.model.SynthesisMethod;

/**
 * What every plan keeps: its cost is at most its target by the account that it is made for, and hardly less; and what is executed is
 * what was planned.
 */
class PlanContractTest {
    private static final double LEAST_USED = 0.97;
    private static final Domain DOMAIN = RandomData.domain(3, 4, 2);
    private static final Codebook CODEBOOK = Codebook.of(DOMAIN.attributes(), Codebook.Origin.PUBLIC);
    private static final List<ApproximateDp> TARGETS =
            List.of(new ApproximateDp(0.1, 1e-6), new ApproximateDp(1, 1e-9), new ApproximateDp(5, 1e-5));
    private static final List<Aggregation> MANY = List.of(
            Aggregation.of(Statistic.COUNT, ""),
            Aggregation.of(Statistic.MEAN, "age", 0, 100),
            Aggregation.of(Statistic.VARIANCE, "age", 0, 100),
            Aggregation.of(Statistic.QUANTILES, "wage", 0, 5000, 0.25, 0.5),
            Aggregation.of(Statistic.UNITS, ""));

    /** A plan under a name that tells its options. */
    record Named(String name, ReleasePlan plan, Composition composition) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Named> plans() {
        List<Named> plans = new ArrayList<>();
        for (ApproximateDp target : TARGETS) {
            for (NeighboringRelation relation : NeighboringRelation.values()) {
                for (Composition composition : Composition.values()) {
                    String of = " " + target.epsilon() + " " + relation + " " + composition;
                    for (int order = 1; order <= 3; order += 2) {
                        MarginalPlan marginals = MarginalPlan.of(DOMAIN, target)
                                .withOrder(order)
                                .with(relation)
                                .with(composition);
                        plans.add(new Named("marginals " + order + of, marginals, composition));
                    }
                    plans.add(new Named(
                            "utility" + of,
                            UtilityPlan.of(DOMAIN, target).withOrder(2).with(relation),
                            composition));
                    for (boolean isPublic : new boolean[] {true, false}) {
                        CombinationPlan combinations = CombinationPlan.of(DOMAIN, target)
                                .with(o -> o.relation(relation)
                                        .publicValues(isPublic)
                                        .percentile(isPublic ? 100 : 90));
                        plans.add(new Named("combinations public " + isPublic + of, combinations, composition));
                    }
                    for (SynthesisMethod method : SynthesisMethod.values()) {
                        ModelPlan model = ModelPlan.of(DOMAIN, target).with(method);
                        model = model.with(model.task().with(relation).with(composition));
                        plans.add(new Named("model " + method + of, model, composition));
                    }
                    for (LinkedPlan.Split split : LinkedPlan.Split.values()) {
                        LinkedPlan linked = LinkedPlan.of(LinkedWorkload.allPairs(Families.SMALL), target)
                                .with(relation)
                                .with(composition)
                                .with(split);
                        plans.add(new Named("linked " + split + of, linked, composition));
                    }
                    groups(plans, target, relation, composition, of);
                }
            }
        }
        return plans.stream();
    }

    private static void groups(
            List<Named> plans, ApproximateDp target, NeighboringRelation relation, Composition composition, String of) {
        for (NoiseChoice noise : NoiseChoice.values()) {
            for (boolean discovers : new boolean[] {false, true}) {
                for (ContributionBounds bounds : List.of(ContributionBounds.ONE_RECORD, new ContributionBounds(8, 3))) {
                    GroupTerms terms = GroupTerms.of(target)
                            .with(relation)
                            .with(bounds)
                            .discovering(discovers)
                            .with(noise);
                    terms = composition == Composition.IN_LEDGER ? terms.inLedger(target, 1) : terms;
                    String name =
                            "groups " + noise + (discovers ? " discovered " : " declared ") + bounds.groups() + of;
                    try {
                        plans.add(new Named(name, GroupByPlan.of(MANY, terms), composition));
                    } catch (IllegalArgumentException e) {
                        assertTrue(
                                e.getMessage().startsWith("Finding the groups takes so much of the budget"),
                                name + ": " + e.getMessage());
                    }
                }
            }
        }
    }

    private static double epsilon(ReleasePlan plan, Composition composition) {
        double delta = plan.target().delta();
        if (composition == Composition.ALONE) {
            PldAccountant exact = new PldAccountant();
            exact.charge(plan.event());
            return exact.epsilon(delta);
        }
        ZcdpAccountant zcdp = new ZcdpAccountant();
        BasicAccountant basic = new BasicAccountant();
        zcdp.charge(plan.event());
        basic.charge(plan.event());
        return Math.min(zcdp.epsilon(delta), basic.epsilon(delta));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void theCostIsAtMostTheTargetAndHardlyLess(Named named) {
        double target = named.plan().target().epsilon();
        double used = epsilon(named.plan(), named.composition()) / target;
        assertTrue(used <= 1, named + " uses " + used + " of its target");
        assertTrue(used >= LEAST_USED, named + " uses only " + used + " of its target");
    }

    @ParameterizedTest
    @MethodSource("plans")
    void expectedErrorsAreTold(Named named) {
        List<ExpectedError> errors = named.plan().expectedErrors();
        assertTrue(!errors.isEmpty(), named.name());
        assertTrue(errors.stream().allMatch(e -> Double.isFinite(e.halfWidth()) && e.halfWidth() > 0), named.name());
    }

    /** Plain events, without their labels, and how often each is charged. */
    private static Map<String, Long> plain(List<PrivacyEvent> events) {
        Map<String, Long> counts = new TreeMap<>();
        events.forEach(e -> add(e, 1, counts));
        return counts;
    }

    private static void add(PrivacyEvent event, long times, Map<String, Long> counts) {
        if (event instanceof ComposedEvent c) {
            c.parts().forEach(p -> add(p, times * c.times(), counts));
        } else {
            counts.merge(event.withLabel("event").toString(), times, Long::sum);
        }
    }

    private static <D, R extends Certified> void executes(ReleaseKind<D, R> kind, D data) {
        R made = Release.alone(kind, PrivacyUnit.RECORD, data, RandomSource.seeded("x"), ProgressMonitor.NONE);
        assertEquals(plain(List.of(kind.plan().event())), plain(made.events()));
        assertEquals(kind.plan().target(), made.target());
        assertEquals(kind.plan().relation(), made.relation());
        assertEquals(kind.identity(), made.certificate().identity());
    }

    @Test
    void whatIsExecutedIsWhatWasPlanned() {
        Dataset data = RandomData.records(DOMAIN, 300, "data");
        for (NeighboringRelation relation : NeighboringRelation.values()) {
            MarginalPlan marginals =
                    MarginalPlan.of(DOMAIN, TARGETS.get(1)).withOrder(2).with(relation);
            executes(MarginalRelease.of(CODEBOOK, marginals), Counted.of(data));
            UtilityPlan utility =
                    UtilityPlan.of(DOMAIN, TARGETS.get(1)).withOrder(2).with(relation);
            executes(UtilityRelease.of(CODEBOOK, utility, RandomData.records(DOMAIN, 50, "made")), Counted.of(data));
            for (NoiseChoice noise : NoiseChoice.values()) {
                for (boolean discovers : new boolean[] {false, true}) {
                    executesGroups(relation, noise, discovers);
                }
            }
        }
    }

    private static void executesGroups(NeighboringRelation relation, NoiseChoice noise, boolean discovers) {
        GroupByPlan plan = GroupByPlan.of(MANY, new ApproximateDp(2, 1e-4)).with(t -> t.with(relation)
                .with(new ContributionBounds(2, 3))
                .with(noise)
                .discovering(discovers));
        GroupKeys keys = discovers ? GroupKeys.discovered(List.of("region")) : GroupKeys.declared(List.of());
        PartialAggregate rows = PartialAggregate.of(plan, keys, KeyedHash.random(RandomSource.seeded("choice")), false);
        executes(GroupByRelease.of(plan, Settings.none()), new GroupRows(rows, Optional.empty()));
    }

    /** Combinations stop where nothing is left to count; then less is charged than was planned. */
    @Test
    void combinationsChargeNothingThatWasNotPlanned() throws LedgerException {
        Dataset data = RandomData.records(DOMAIN, 300, "data");
        for (int percentile : new int[] {90, 100}) {
            for (boolean isPublic : new boolean[] {true, false}) {
                CombinationPlan plan = CombinationPlan.of(DOMAIN, TARGETS.get(2))
                        .with(o -> o.maxLength(2).percentile(percentile).publicValues(isPublic));
                ReleasedCombinations made = CombinationRelease.of(CODEBOOK, plan)
                        .make(data, new TestGate(plan, RandomSource.seeded("x")), ProgressMonitor.NONE);
                Certificate certificate = ((Protection.DifferentialPrivacy) made.protection()).certificate();
                ZcdpAccountant planned = new ZcdpAccountant();
                planned.charge(plan.event());
                ZcdpAccountant executed = new ZcdpAccountant();
                certificate.events().forEach(executed::charge);
                double delta = plan.target().delta();
                assertTrue(executed.epsilon(delta) <= planned.epsilon(delta));
                assertTrue(executed.epsilon(delta) >= LEAST_USED * planned.epsilon(delta), "all lengths were counted");
            }
        }
    }
}
