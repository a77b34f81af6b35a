// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.graphicalmodel.JunctionTree;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.MarkovRandomField;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.progress.ProgressMonitor;

/** A model of 1,000 records, two attributes of two levels that are independent. */
class QueryBoundsTest {
    private static final Clique PAIR = Clique.of(0, 1);
    private static final MarkovRandomField FIELD = MarkovRandomField.of(
            JunctionTree.of(new int[] {2, 2}, List.of(PAIR)), 1000, new double[][] {{0.42, 0.28, 0.18, 0.12}});
    private static final double MEAN = Math.sqrt(2 / Math.PI);

    private static double noise(double sigma, int cells) {
        return sigma * (MEAN * cells + Math.sqrt(2 * Math.log(20) * cells));
    }

    private static LearnedModel.QueryError only(QueryBounds bounds) {
        assertEquals(1, bounds.all().size());
        return bounds.all().get(0);
    }

    @Test
    void aMeasuredTableIsBoundedByItsDistanceAndItsNoise() {
        QueryBounds bounds = new QueryBounds(FIELD);
        bounds.measured(new LinearMeasurement(Clique.of(0), new double[] {690, 310}, 3));
        LearnedModel.QueryError error = only(bounds);
        assertEquals(Clique.of(0), error.clique());
        assertTrue(error.measured());
        assertEquals(MEAN * 3 * 2 / 1000, error.expected(), 1e-12);
        assertEquals((20 + noise(3, 2)) / 1000, error.bound(), 1e-9);
    }

    @Test
    void ofMergedLevelsEachPartBringsItsNoise() {
        LinearMeasurement m = LinearMeasurement.ofSums(Clique.of(0), new double[] {700, 300}, 3, new int[] {1, 4});
        assertEquals(3 * (MEAN * 5 + Math.sqrt(2 * Math.log(10) * 5)), QueryBounds.noise(m, 0.1), 1e-12);
        QueryBounds bounds = new QueryBounds(FIELD);
        bounds.measured(m);
        assertEquals(MEAN * 3 * 3 / 1000, only(bounds).expected(), 1e-12, "1 + sqrt(4) standard deviations");
        assertEquals(noise(3, 5) / 1000, only(bounds).bound(), 1e-9);
    }

    @Test
    void aResidualLeansOnBothAttributesAtAThirdOfTheFailureEach() {
        QueryBounds bounds = new QueryBounds(FIELD);
        bounds.measured(new LinearMeasurement(Clique.of(0), new double[] {700, 300}, 3));
        bounds.measured(new LinearMeasurement(Clique.of(1), new double[] {600, 400}, 4));
        // the residual of the model is 420 - 350 - 300 + 250 = 20 in the first cell, 12 from what was released
        bounds.measured(LinearMeasurement.ofResidual(PAIR, new double[] {8, -8, -8, 8}, 2));
        LearnedModel.QueryError error = bounds.all().get(2);
        assertEquals(PAIR, error.clique());
        double a = 3 * (MEAN * 2 + Math.sqrt(2 * Math.log(60) * 2));
        double b = 4 * (MEAN * 2 + Math.sqrt(2 * Math.log(60) * 2));
        double own = MEAN * 2 * 4 * 0.5 + 2 * Math.sqrt(2 * Math.log(60) * 4);
        assertEquals((4 * 12 + own + a + b + a) / 1000, error.bound(), 1e-9);
        assertEquals((MEAN * 2 * 4 * 0.5 + MEAN * 3 * 2 + MEAN * 4 * 2) / 1000, error.expected(), 1e-9);
    }

    @Test
    void residualsOfThreeAttributesGetNoBound() {
        QueryBounds bounds = new QueryBounds(FIELD);
        bounds.measured(LinearMeasurement.ofResidual(Clique.of(0, 1, 2), new double[8], 1));
        assertTrue(bounds.all().isEmpty());
    }

    @Test
    void aReleasedErrorAddsItsOneSidedInterval() {
        QueryBounds bounds = new QueryBounds(FIELD);
        double[][] reference = {{430, 270, 180, 120}};
        bounds.distant(List.of(PAIR), reference, new Measuring.NoisyErrors(new double[] {50}, 7), ProgressMonitor.NONE);
        LearnedModel.QueryError error = only(bounds);
        assertFalse(error.measured());
        assertEquals((50 + 1.6448536 * 7 + 20) / 1000, error.bound(), 1e-8);
        assertEquals(0.05, error.expected(), 1e-12);
        QueryBounds negative = new QueryBounds(FIELD);
        negative.distant(
                List.of(PAIR), reference, new Measuring.NoisyErrors(new double[] {-50}, 7), ProgressMonitor.NONE);
        assertEquals((1.6448536 * 7 + 20) / 1000, only(negative).bound(), 1e-8, "an error is never below 0");
    }

    @Test
    void theSmallerOfTwoBoundsStays() {
        QueryBounds bounds = new QueryBounds(FIELD);
        bounds.within(List.of(PAIR), List.of(new double[] {420, 280, 180, 120}), List.of(90.0), ProgressMonitor.NONE);
        assertEquals(0.09, only(bounds).bound(), 1e-12);
        bounds.within(List.of(PAIR), List.of(new double[] {420, 280, 180, 120}), List.of(60.0), ProgressMonitor.NONE);
        assertEquals(0.06, only(bounds).bound(), 1e-12);
        bounds.measured(new LinearMeasurement(PAIR, new double[] {420, 280, 180, 120}, 1));
        assertTrue(only(bounds).measured());
        assertEquals(noise(1, 4) / 1000, only(bounds).bound(), 1e-9);
        assertEquals(MEAN * 4 / 1000, only(bounds).expected(), 1e-9);
    }

    @Test
    void noErrorIsLargerThanTwoOrOfMoreThanNoRecords() {
        QueryBounds bounds = new QueryBounds(FIELD);
        bounds.measured(new LinearMeasurement(Clique.of(0), new double[] {0, 0}, 1e6));
        assertEquals(2, only(bounds).bound());
        assertEquals(2, only(bounds).expected());
    }
}
