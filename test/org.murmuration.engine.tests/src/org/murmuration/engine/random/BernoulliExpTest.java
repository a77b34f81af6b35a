// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Probabilities are found by trying all draws, so that they are compared without statistics. */
class BernoulliExpTest {
    private static void assertCoin(double probability, Map<Boolean, Double> found) {
        Choices.assertExact(found, heads -> heads ? probability : 1 - probability, 0.1);
    }

    @Test
    void theCoinOfOneFallsWithProbabilityOneOverE() {
        assertCoin(Math.exp(-1), Choices.distribution(BernoulliExp::minusOne, 1e-9, 1));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 3", "1, 1", "1, 2", "1, 5", "3, 3", "3, 2", "2, 1", "7, 3", "4, 1"})
    void coinsOfRationalsFallWithTheirProbability(long numerator, long denominator) {
        double probability = Math.exp(-(double) numerator / denominator);
        assertCoin(probability, Choices.distribution(r -> BernoulliExp.sample(numerator, denominator, r), 1e-6, 1));
        assertCoin(
                probability,
                Choices.distribution(
                        r -> BernoulliExp.sample(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator), r),
                        1e-5,
                        3));
    }

    @Test
    void coinsThatCannotLandTakeNoMoreThanOneOfTheirParts() {
        // the first of a hundred coins exp(-1) says no: k = 2 with the draws 0 below 1 and 1 below 2
        Words draws = new Words(-1L);
        assertFalse(BernoulliExp.sample(100, 1, draws));
        assertEquals(1, draws.taken());
        Words same = new Words(-1L);
        assertFalse(BernoulliExp.sample(BigInteger.valueOf(100), BigInteger.ONE, same));
        assertEquals(1, same.taken());
    }

    @Test
    void numbersOfMoreThanAWordAreDrawnFromAsManyWords() {
        // denominator 2^70 takes 70 bits: a word, and 6 bits of the next; the first k is free of draws
        BigInteger denominator = BigInteger.ONE.shiftLeft(70);
        long high = 0x0123456789abcdefL;
        BigInteger drawn = BigInteger.valueOf(high).shiftLeft(6).add(BigInteger.valueOf(5));
        long low = 5L << 58;
        // below the numerator: k goes to 2, where the coin 1/2 ends it: even, so no
        assertFalse(BernoulliExp.sample(drawn.add(BigInteger.ONE), denominator, new Words(high, low, -1L)));
        // not below it: k stays 1, which is odd, so yes
        Words enough = new Words(high, low);
        assertTrue(BernoulliExp.sample(drawn, denominator, enough));
        assertEquals(2, enough.taken());
    }

    @Test
    void numbersBeyondTheDenominatorAreDrawnAgain() {
        // denominator 5 takes 3 bits: 7, 6 and 5 are none of 0 to 4
        Words again = new Words(7L << 61, 6L << 61, 5L << 61, 4L << 61);
        assertTrue(BernoulliExp.sample(BigInteger.TWO, BigInteger.valueOf(5), again));
        assertEquals(4, again.taken());
    }
}
