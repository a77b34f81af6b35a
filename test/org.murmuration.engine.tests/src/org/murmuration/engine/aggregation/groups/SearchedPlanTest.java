// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.aggregation.groups.SearchedPlan.Sought;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;

/** Two releases that keep to one guarantee. */
class SearchedPlanTest {
    private static final ApproximateDp TARGET = new ApproximateDp(1, 1e-6);
    private static final GroupTerms TERMS = GroupTerms.of(TARGET);
    private static final Sought COUNT = new Sought(Aggregation.of(Statistic.COUNT, ""), false);
    private static final Sought DECLARED = new Sought(Aggregation.of(Statistic.SUM, "age", 0, 100), false);
    private static final Sought SPREAD = new Sought(Aggregation.of(Statistic.VARIANCE, "age", 0, 100), false);
    private static final Sought FOUND = new Sought(Aggregation.of(Statistic.SUM, "age", 0, 100), true);
    private static final Sought OTHER = new Sought(Aggregation.of(Statistic.MEAN, "income", 0, 10), true);

    private static SearchedPlan plan(Composition composition, double share, Sought... sought) {
        return SearchedPlan.of(List.of(sought), TERMS, composition, share);
    }

    @ParameterizedTest
    @EnumSource(Composition.class)
    void whereNothingIsSoughtItIsThePlanOfTheStatistics(Composition composition) {
        SearchedPlan plan = plan(composition, 0.1, COUNT, DECLARED);
        GroupTerms terms = composition == Composition.IN_LEDGER ? TERMS.inLedger(TARGET, 1) : TERMS;
        GroupByPlan alone = GroupByPlan.of(List.of(COUNT.aggregation(), DECLARED.aggregation()), terms);
        assertEquals(Optional.empty(), plan.search());
        assertEquals(alone.event(), plan.event());
        assertEquals(alone.identity(), plan.identity());
        assertEquals(alone.expectedErrors(), plan.expectedErrors());
        assertEquals(TARGET, plan.target());
        assertEquals(TERMS.relation(), plan.relation());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5})
    void searchAndStatisticsShareTheGuarantee(double share) {
        SearchedPlan plan = plan(Composition.ALONE, share, COUNT, FOUND, OTHER);
        GroupByPlan search = plan.search().orElseThrow();
        assertEquals(share, search.target().epsilon(), 1e-12);
        assertEquals(1 - share, plan.statistics().target().epsilon(), 1e-12);
        assertEquals(share * 1e-6, search.target().delta(), 1e-18);
        assertEquals(List.of("age", "income"), search.columns());
        assertEquals(List.of(search.event(), plan.statistics().event()), ((ComposedEvent) plan.event()).parts());
        assertEquals(TARGET, plan.target());
    }

    @Test
    void aLedgerIsChargedNoMoreThanTheGuaranteeAndOneKindOfNoise() {
        GroupTerms many = TERMS.with(new ContributionBounds(30, 3)).with(NoiseChoice.GAUSSIAN);
        SearchedPlan plan = SearchedPlan.of(List.of(COUNT, FOUND), many, Composition.IN_LEDGER, 0.2);
        assertTrue(plan.statistics().isGaussian());
        assertTrue(plan.search().orElseThrow().isGaussian());
        double most = ZcdpConversion.rho(TARGET.epsilon(), TARGET.delta());
        assertTrue(plan.event().rho() <= most, plan.event().rho() + " above " + most);
        assertTrue(plan.event().rho() > 0.95 * most, plan.event().rho() + " far below " + most);
        SearchedPlan few = plan(Composition.IN_LEDGER, 0.2, COUNT, FOUND);
        assertEquals(few.statistics().isGaussian(), few.search().orElseThrow().isGaussian());
    }

    @Test
    void foundRangesTakeThePlaceOfGuessesAndOfNothingElse() {
        SearchedPlan plan = plan(Composition.ALONE, 0.1, COUNT, FOUND, OTHER, SPREAD);
        SearchedPlan found = plan.with(Map.of("age", new Range(16, 64)));
        List<Aggregation> asked = found.statistics().aggregations();
        assertEquals(Optional.of(new Range(16, 64)), asked.get(1).range());
        assertEquals(Optional.of(new Range(0, 10)), asked.get(2).range(), "not found yet");
        assertEquals(Optional.of(new Range(0, 100)), asked.get(3).range(), "declared");
        assertEquals(
                plan.search().orElseThrow().event(),
                found.search().orElseThrow().event());
        assertEquals(plan.statistics().target(), found.statistics().target());
    }

    @Test
    void theIdentityTellsTheSearch() {
        assertNotEquals(
                plan(Composition.ALONE, 0.1, FOUND).identity(),
                plan(Composition.ALONE, 0.1, DECLARED).identity());
        assertNotEquals(
                plan(Composition.ALONE, 0.1, FOUND).identity(),
                plan(Composition.ALONE, 0.2, FOUND).identity());
    }

    @Test
    void whatCannotBeSoughtIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Sought(COUNT.aggregation(), true));
        for (double share : new double[] {0, 1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> plan(Composition.ALONE, share, FOUND));
        }
    }
}
