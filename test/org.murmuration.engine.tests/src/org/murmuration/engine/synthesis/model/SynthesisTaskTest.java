// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;

class SynthesisTaskTest {
    private static final Domain DOMAIN = RandomData.domain(2, 3, 4);
    private static final ApproximateDp TARGET = new ApproximateDp(1, 1e-6);

    private static SynthesisTask pairs() {
        return SynthesisTask.allOf(DOMAIN, 2, TARGET);
    }

    @Test
    void holdsAllCombinationsOfAnOrderAndTakesTheDefaults() {
        SynthesisTask task = pairs();
        assertEquals(
                Clique.allOf(3, 2),
                task.workload().stream().map(SynthesisTask.Weighted::clique).toList());
        assertTrue(task.workload().stream().allMatch(w -> w.weight() == 1));
        assertEquals(NeighboringRelation.ADD_OR_REMOVE_ONE, task.relation());
        assertEquals(Composition.ALONE, task.composition());
        assertEquals(SynthesisTask.DEFAULT_CELLS, task.maxCells());
        assertEquals(TARGET, task.target());
        assertEquals(3, SynthesisTask.allOf(DOMAIN, 1, TARGET).workload().size());
        assertEquals(
                1,
                SynthesisTask.allOf(RandomData.domain(2, 2), 3, TARGET)
                        .workload()
                        .size(),
                "there are two attributes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, -1})
    void refusesOtherOrders(int order) {
        assertThrows(IllegalArgumentException.class, () -> SynthesisTask.allOf(DOMAIN, order, TARGET));
    }

    @Test
    void eachOptionChangesThatOptionAlone() {
        SynthesisTask task = pairs();
        SynthesisTask replaced = task.with(NeighboringRelation.REPLACE_ONE);
        assertEquals(
                new SynthesisTask(
                        DOMAIN,
                        task.workload(),
                        TARGET,
                        NeighboringRelation.REPLACE_ONE,
                        Composition.ALONE,
                        SynthesisTask.DEFAULT_CELLS),
                replaced);
        assertEquals(task, replaced.with(NeighboringRelation.ADD_OR_REMOVE_ONE));
        assertEquals(1000, task.withMaxCells(1000).maxCells());
        assertEquals(task, task.withMaxCells(1000).withMaxCells(SynthesisTask.DEFAULT_CELLS));
        assertThrows(IllegalArgumentException.class, () -> task.withMaxCells(999));
    }

    @Test
    void aFavouredAttributeWeighsMoreWhereverItIs() {
        List<Double> weights = pairs().favouring(1, 5).workload().stream()
                .map(SynthesisTask.Weighted::weight)
                .toList();
        assertEquals(List.of(5.0, 1.0, 5.0), weights);
        assertThrows(IllegalArgumentException.class, () -> pairs().favouring(1, 0));
        assertThrows(IllegalArgumentException.class, () -> pairs().favouring(1, Double.NaN));
    }

    @Test
    void weightsOfPairsAreThoseOfAllCombinationsThatHoldThem() {
        SynthesisTask task = pairs().favouring(0, 2).and(List.of(new SynthesisTask.Weighted(Clique.of(0, 1, 2), 10)));
        double[][] weights = task.pairWeights();
        assertArrayEquals(new double[] {0, 12, 12}, weights[0]);
        assertArrayEquals(new double[] {12, 0, 11}, weights[1]);
        assertArrayEquals(new double[] {12, 11, 0}, weights[2]);
        assertArrayEquals(
                new double[] {0, 0, 0}, SynthesisTask.allOf(DOMAIN, 1, TARGET).pairWeights()[0]);
    }

    /** One record is in one cell of each table; one that is replaced leaves one and comes into another. */
    @Test
    void aReplacedRecordMovesTwiceAsMuch() {
        assertEquals(1, pairs().sensitivity().l1());
        assertEquals(1, pairs().sensitivity().squaredL2());
        assertEquals(
                2, pairs().with(NeighboringRelation.REPLACE_ONE).sensitivity().l1());
        assertEquals(
                2, pairs().with(NeighboringRelation.REPLACE_ONE).sensitivity().squaredL2());
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new SynthesisTask.Weighted(Clique.of(), 1));
        for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new SynthesisTask.Weighted(Clique.of(0), weight));
        }
        IllegalArgumentException absent = assertThrows(IllegalArgumentException.class, () -> pairs().and(
                        List.of(new SynthesisTask.Weighted(Clique.of(0, 3), 1))));
        assertTrue(absent.getMessage().contains("names an attribute that the domain does not have"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SynthesisTask(
                        DOMAIN, List.of(), TARGET, NeighboringRelation.ADD_OR_REMOVE_ONE, Composition.ALONE, 1000));
        assertThrows(IllegalArgumentException.class, () -> SynthesisTask.allOf(Domain.of(), 1, TARGET));
    }

    @Test
    void theWorkloadIsCopied() {
        List<SynthesisTask.Weighted> mine = new ArrayList<>(pairs().workload());
        SynthesisTask task =
                new SynthesisTask(DOMAIN, mine, TARGET, NeighboringRelation.ADD_OR_REMOVE_ONE, Composition.ALONE, 1000);
        mine.clear();
        assertEquals(3, task.workload().size());
    }
}
