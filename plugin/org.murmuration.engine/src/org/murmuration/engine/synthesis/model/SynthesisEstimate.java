// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.List;
import org.murmuration.engine.accounting.GaussianBudget;
import org.murmuration.engine.accounting.GaussianEvent;
import org.murmuration.engine.marginal.Clique;

/**
 * What learning will take and give, as far as public knowledge shows: nothing is read, nothing spent.
 *
 * @param sigma standard deviation of the first counts of single attributes, in records; levels below three of it are
 *     merged
 * @param pairs of attributes that can be compared
 * @param memory bytes of the largest model and its candidates, a rough upper limit
 * @param time how long it may take on two cores
 */
public record SynthesisEstimate(double sigma, int pairs, long memory, Time time) {
    /** How long something takes. */
    public enum Time {
        /** Less than about ten seconds. */
        SECONDS,
        /** Less than about a minute. */
        A_MINUTE,
        /** Longer. */
        MINUTES
    }

    /** Bytes a cell of a model takes while it is fitted: four tables of doubles, four of positions. */
    private static final long BYTES_OF_MODEL = 48;
    /** Bytes a cell of a candidate takes: exact count, reference, and the model's table at the end. */
    private static final long BYTES_OF_CANDIDATE = 20;

    /**
     * Estimates.
     *
     * @param method how to learn
     * @param task what is asked for
     * @return the estimate
     */
    public static SynthesisEstimate of(SynthesisMethod method, SynthesisTask task) {
        DpSynthesizer synthesizer = DpSynthesizers.of(method);
        double squaredMu = synthesizer.cost(task) instanceof GaussianEvent g
                ? GaussianBudget.squaredMu(g)
                : 2 * synthesizer.cost(task).rho();
        int[] shape = task.domain().shape();
        double sigma =
                Math.sqrt(shape.length * task.sensitivity().squaredL2() / (squaredMu * synthesizer.partOfSingles()));
        boolean alone = method == SynthesisMethod.INDEPENDENT;
        List<Clique> candidates = CandidatePairs.of(shape, task.maxCells());
        long candidateCells = 0;
        long largest = 0;
        for (Clique c : candidates) {
            candidateCells += c.cells(shape);
        }
        for (int size : shape) {
            largest += size;
        }
        long modelCells = alone ? largest : Math.max(largest, task.maxCells());
        long memory = modelCells * BYTES_OF_MODEL + (alone ? 0 : candidateCells * BYTES_OF_CANDIDATE);
        double seconds =
                switch (method) {
                    case INDEPENDENT -> largest * 1e-5;
                    case MST -> candidateCells * 2e-6 + Math.min(candidateCells, modelCells) * 5e-6;
                    case ONE_SHOT -> Math.min(candidateCells, modelCells) * 2e-5 + candidates.size() * 1e-3;
                    case AIM, RESIDUAL -> Math.min(candidateCells, modelCells) * 1e-4 + candidates.size() * 1e-2;
                };
        return new SynthesisEstimate(sigma, alone ? 0 : candidates.size(), memory, time(seconds));
    }

    private static Time time(double seconds) {
        if (seconds < 10) {
            return Time.SECONDS;
        }
        return seconds < 60 ? Time.A_MINUTE : Time.MINUTES;
    }
}
