// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.aggregation.combinations.CombinationPlan;
import org.murmuration.engine.aggregation.combinations.CombinationRelease;
import org.murmuration.engine.aggregation.combinations.Fabrication;
import org.murmuration.engine.aggregation.combinations.LengthPriority;
import org.murmuration.engine.aggregation.groups.Aggregation;
import org.murmuration.engine.aggregation.groups.GroupByPlan;
import org.murmuration.engine.aggregation.groups.GroupByRelease;
import org.murmuration.engine.aggregation.groups.GroupKeys;
import org.murmuration.engine.aggregation.groups.NoiseChoice;
import org.murmuration.engine.aggregation.groups.Statistic;
import org.murmuration.engine.aggregation.marginals.MarginalPlan;
import org.murmuration.engine.aggregation.utility.UtilityPlan;
import org.murmuration.engine.aggregation.utility.UtilityRelease;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.synthesis.linked.LinkedPlan;
import org.murmuration.engine.synthesis.model.ModelPlan;
import org.murmuration.engine.synthesis.model.SynthesisMethod;
import org.murmuration.engine.synthesis.model.SynthesisTask;

/** Every option changes the identity of a request, no wording does. */
class ReleaseIdentityTest {
    private static final ApproximateDp ONE = new ApproximateDp(1, 1e-6);
    private static final ApproximateDp MORE = new ApproximateDp(1.5, 1e-6);
    private static final ApproximateDp FIRMER = new ApproximateDp(1, 1e-7);
    private static final NeighboringRelation REPLACE = NeighboringRelation.REPLACE_ONE;
    private static final Domain DOMAIN = RandomData.domain(3, 4, 2);
    private static final Domain OTHER = RandomData.domain(3, 4, 3);

    /** One option changed at a time, beside the plan itself. */
    private static List<ReleaseIdentity> marginals() {
        MarginalPlan plan = MarginalPlan.of(DOMAIN, ONE).withOrder(2);
        return List.of(
                plan.identity(),
                MarginalPlan.of(OTHER, ONE).withOrder(2).identity(),
                MarginalPlan.of(DOMAIN, MORE).withOrder(2).identity(),
                MarginalPlan.of(DOMAIN, FIRMER).withOrder(2).identity(),
                plan.withOrder(3).identity(),
                plan.with(REPLACE).identity(),
                plan.with(Composition.IN_LEDGER).identity());
    }

    private static List<ReleaseIdentity> utility() {
        UtilityPlan plan = UtilityPlan.of(DOMAIN, ONE).withOrder(2);
        Codebook codebook = Codebook.of(DOMAIN.attributes(), Codebook.Origin.PUBLIC);
        return List.of(
                plan.identity(),
                UtilityPlan.of(OTHER, ONE).withOrder(2).identity(),
                UtilityPlan.of(DOMAIN, MORE).withOrder(2).identity(),
                UtilityPlan.of(DOMAIN, FIRMER).withOrder(2).identity(),
                plan.withOrder(1).identity(),
                plan.with(REPLACE).identity(),
                UtilityRelease.of(codebook, plan, RandomData.records(DOMAIN, 20, "a"))
                        .identity(),
                UtilityRelease.of(codebook, plan, RandomData.records(DOMAIN, 20, "b"))
                        .identity());
    }

    private static List<ReleaseIdentity> combinations() {
        CombinationPlan plan = CombinationPlan.of(DOMAIN, ONE);
        return List.of(
                plan.identity(),
                CombinationPlan.of(OTHER, ONE).identity(),
                CombinationPlan.of(DOMAIN, MORE).identity(),
                CombinationPlan.of(DOMAIN, FIRMER).identity(),
                plan.with(o -> o.maxLength(2)).identity(),
                plan.with(o -> o.relation(REPLACE)).identity(),
                plan.with(o -> o.publicValues(false)).identity(),
                plan.with(o -> o.priority(LengthPriority.SHORT)).identity(),
                plan.with(o -> o.proportions(1, 2, 3)).identity(),
                plan.with(o -> o.fabrication(Fabrication.MINIMIZED)).identity(),
                plan.with(o -> o.fabricatedParts(1, 0.2, 0.3)).identity(),
                plan.with(o -> o.percentile(95)).identity(),
                plan.with(o -> o.percentileShare(0.02)).identity(),
                plan.with(o -> o.countShare(0.02)).identity(),
                plan.with(o -> o.rowsPerUnit(3)).identity(),
                plan.with(o -> o.present(CombinationCode.values(DOMAIN))).identity());
    }

    private static List<ReleaseIdentity> groups() {
        List<Aggregation> asked = List.of(Aggregation.of(Statistic.MEAN, "age", 0, 100));
        GroupByPlan plan = GroupByPlan.of(asked, ONE);
        Attribute region = Attribute.categorical("region", "N", "S");
        List<ReleaseIdentity> all = new ArrayList<>(List.of(
                plan.identity(),
                plan.with(t -> t.with(MORE)).identity(),
                plan.with(t -> t.with(FIRMER)).identity(),
                plan.with(t -> t.with(REPLACE)).identity(),
                plan.with(t -> t.with(new ContributionBounds(2, 1))).identity(),
                plan.with(t -> t.with(new ContributionBounds(1, 2))).identity(),
                plan.with(t -> t.discovering(true)).identity(),
                plan.with(t -> t.with(NoiseChoice.GAUSSIAN)).identity(),
                plan.with(t -> t.withTotals(1)).identity(),
                plan.with(t -> t.inLedger(ONE, 1)).identity(),
                plan.with(t -> t.inLedger(ONE, 0.5)).identity(),
                plan.with(t -> t.inLedger(MORE, 1)).identity(),
                GroupByRelease.of(plan, GroupKeys.declared(List.of(region)).settings())
                        .identity(),
                GroupByRelease.of(plan, GroupKeys.discovered(List.of("region")).settings())
                        .identity(),
                GroupByRelease.of(
                                plan,
                                GroupKeys.declared(List.of(Attribute.categorical("region", "N", "W")))
                                        .settings())
                        .identity()));
        for (Aggregation other : List.of(
                Aggregation.of(Statistic.SUM, "age", 0, 100),
                Aggregation.of(Statistic.MEAN, "wage", 0, 100),
                Aggregation.of(Statistic.MEAN, "age", 1, 100),
                Aggregation.of(Statistic.MEAN, "age", 0, 101),
                Aggregation.of(Statistic.QUANTILES, "age", 0, 100, 0.5),
                Aggregation.of(Statistic.QUANTILES, "age", 0, 100, 0.6),
                new Aggregation(Statistic.MEAN, "age", asked.get(0).range(), List.of(), 2))) {
            all.add(GroupByPlan.of(List.of(other), ONE).identity());
        }
        all.add(GroupByPlan.of(List.of(asked.get(0), Aggregation.of(Statistic.COUNT, "")), ONE)
                .identity());
        return all;
    }

    private static List<ReleaseIdentity> models() {
        ModelPlan plan = ModelPlan.of(DOMAIN, ONE);
        SynthesisTask task = plan.task();
        List<ReleaseIdentity> all = new ArrayList<>(List.of(
                ModelPlan.of(OTHER, ONE).identity(),
                ModelPlan.of(DOMAIN, MORE).identity(),
                ModelPlan.of(DOMAIN, FIRMER).identity(),
                plan.with(SynthesisTask.allOf(DOMAIN, 3, ONE)).identity(),
                plan.with(task.with(REPLACE)).identity(),
                plan.with(task.with(Composition.IN_LEDGER)).identity(),
                plan.with(task.withMaxCells(5000)).identity(),
                plan.with(task.favouring(1, 5)).identity(),
                plan.with(task.favouring(2, 5)).identity(),
                plan.with(task.favouring(1, 6)).identity(),
                plan.with(task.and(List.of(new SynthesisTask.Weighted(Clique.of(0, 1, 2), 1))))
                        .identity()));
        for (SynthesisMethod method : SynthesisMethod.values()) {
            all.add(plan.with(method).identity());
        }
        return all;
    }

    private static List<ReleaseIdentity> linked() {
        LinkedWorkload workload = LinkedWorkload.allPairs(Families.SMALL);
        LinkedPlan plan = LinkedPlan.of(workload, ONE);
        return List.of(
                plan.identity(),
                LinkedPlan.of(workload, MORE).identity(),
                LinkedPlan.of(workload, FIRMER).identity(),
                LinkedPlan.of(workload.only(Set.of("VP")), ONE).identity(),
                plan.with(REPLACE).identity(),
                plan.with(Composition.IN_LEDGER).identity(),
                plan.with(LinkedPlan.Split.DECLARED).identity(),
                plan.with(LinkedPlan.Split.ADAPTIVE).identity());
    }

    private static Map<String, List<ReleaseIdentity>> all() {
        Map<String, List<ReleaseIdentity>> all = new LinkedHashMap<>();
        all.put("marginals", marginals());
        all.put("utility", utility());
        all.put("combinations", combinations());
        all.put("groups", groups());
        all.put("models", models());
        all.put("linked", linked());
        return all;
    }

    @Test
    void everyOptionChangesIt() {
        all().forEach((kind, identities) -> {
            Set<String> texts = new HashSet<>();
            for (int i = 0; i < identities.size(); i++) {
                assertTrue(texts.add(identities.get(i).canonical()), kind + " " + i + ": " + identities.get(i));
            }
        });
    }

    @Test
    void eachKindHasItsGoldenOne() throws IOException {
        StringBuilder made = new StringBuilder();
        all().forEach((kind, identities) -> made.append(kind)
                .append(' ')
                .append(identities.get(0).canonical())
                .append('\n'));
        try (InputStream in = getClass().getResourceAsStream("identities-golden.txt")) {
            assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), made.toString());
        }
    }

    @Test
    void itIsReadBack() {
        all().values()
                .forEach(identities -> identities.forEach(identity -> {
                    ReleaseIdentity read = ReleaseIdentity.parse(identity.canonical());
                    assertEquals(identity, read);
                    assertEquals(identity.algorithm(), read.algorithm());
                }));
        assertThrows(IllegalArgumentException.class, () -> ReleaseIdentity.parse("{}"));
        assertThrows(IllegalArgumentException.class, () -> ReleaseIdentity.parse("no JSON"));
        assertThrows(IllegalArgumentException.class, () -> ReleaseIdentity.parse("{\"b\":1, \"algorithm\":\"x/1\"}"));
    }

    @Test
    void wordsForPeopleDoNotChangeIt() {
        Attribute plain = Attribute.categorical("sex", "F", "M");
        Attribute told = Attribute.builder("sex")
                .title("Sex of the person")
                .description("As registered")
                .categories(List.of("F", "M"))
                .build();
        assertNotEquals(plain, told);
        assertEquals(
                MarginalPlan.of(Domain.of(plain), ONE).identity(),
                MarginalPlan.of(Domain.of(told), ONE).identity());
        Attribute renamed = Attribute.categorical("gender", "F", "M");
        assertNotEquals(
                MarginalPlan.of(Domain.of(plain), ONE).identity(),
                MarginalPlan.of(Domain.of(renamed), ONE).identity());
        // no label of an event is part of it
        all().values()
                .forEach(identities -> identities.forEach(i -> {
                    assertFalse(i.canonical().contains("number of records"), i.canonical());
                    assertFalse(i.canonical().contains("[" + "org."), i.canonical());
                }));
    }

    @Test
    void codebooksThatMayComeFromTheRecordsAreNoPartOfIt() {
        CombinationPlan plan = CombinationPlan.of(DOMAIN, ONE).with(o -> o.publicValues(false));
        CombinationPlan other = CombinationPlan.of(OTHER, ONE).with(o -> o.publicValues(false));
        assertEquals(plan.identity(), other.identity());
        Codebook drafted = Codebook.of(DOMAIN.attributes(), Codebook.Origin.DATA);
        Codebook another = Codebook.of(OTHER.attributes(), Codebook.Origin.DATA);
        assertNotEquals(
                CombinationRelease.of(drafted, plan).unpublished().canonical(),
                CombinationRelease.of(another, other).unpublished().canonical(),
                "but a ledger tells them apart behind its key");
    }
}
