// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Every way in which a random procedure can go, each with its exact probability: what a procedure returns is found by trying all
 * draws in turn, so that a test of it needs no statistics. Draws below a bound branch into all numbers below it; plain words
 * branch in their upper bits, the others being zero.
 */
public final class Choices implements RandomSource {
    private final int wordBits;
    private final double least;
    private final List<long[]> path = new ArrayList<>();
    private int depth;
    private double probability;

    private Choices(int wordBits, double least) {
        this.wordBits = wordBits;
        this.least = least;
    }

    /** Thrown where a way has become too unlikely. */
    private static final class TooUnlikely extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooUnlikely() {
            super(null, null, false, false);
        }
    }

    /**
     * What a procedure returns.
     *
     * @param <T> type of its results, with equals
     * @param procedure takes its bits from what it is given
     * @param least ways of a lower probability are not followed
     * @param wordBits upper bits of plain words that are tried, 1 to 16
     * @return a lower bound on the probability of each result; what lacks to 1 was not followed
     */
    public static <T> Map<T, Double> distribution(Function<RandomSource, T> procedure, double least, int wordBits) {
        Choices choices = new Choices(wordBits, least);
        Map<T, Double> result = new HashMap<>();
        do {
            choices.depth = 0;
            choices.probability = 1;
            try {
                T value = procedure.apply(choices);
                result.merge(value, choices.probability, Double::sum);
            } catch (TooUnlikely e) {
                // its probability is missing in the sum
            }
        } while (choices.next());
        return result;
    }

    /**
     * Compares a distribution with exact probabilities.
     *
     * @param <T> type of the results
     * @param found of {@link #distribution}
     * @param exact the exact probability of a result
     * @param unseen largest probability that may be missing
     * @throws AssertionError when a probability is too large, or lacks more than was not followed
     */
    public static <T> void assertExact(Map<T, Double> found, ToDoubleFunction<T> exact, double unseen) {
        double missing = 1 - found.values().stream().mapToDouble(d -> d).sum();
        assertTrue(missing <= unseen, "not followed: " + missing);
        found.forEach((value, probability) -> {
            double p = exact.applyAsDouble(value);
            assertTrue(
                    probability <= p + 1e-12 && p - probability <= missing + 1e-12,
                    () -> value + " has " + p + ", but comes with " + probability);
        });
    }

    /** The next way in lexicographic order. */
    private boolean next() {
        while (path.size() > depth) {
            path.remove(path.size() - 1);
        }
        while (!path.isEmpty()) {
            long[] last = path.get(path.size() - 1);
            if (++last[0] < last[1]) {
                return true;
            }
            path.remove(path.size() - 1);
        }
        return false;
    }

    private long choose(long bound) {
        probability /= bound;
        if (probability < least) {
            throw new TooUnlikely();
        }
        if (bound == 1) {
            return 0;
        }
        if (depth == path.size()) {
            path.add(new long[] {0, bound});
        }
        long[] choice = path.get(depth++);
        if (choice[1] != bound) {
            throw new IllegalStateException("The procedure does not go the same way with the same draws.");
        }
        return choice[0];
    }

    @Override
    public long nextLong() {
        return choose(1L << wordBits) << (Long.SIZE - wordBits);
    }

    @Override
    public long nextLong(long bound) {
        return choose(bound);
    }

    @Override
    public boolean nextBoolean() {
        return choose(2) == 1;
    }

    @Override
    public boolean isSecure() {
        return false;
    }
}
