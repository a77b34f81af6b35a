// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class ExponentialCoinTest {
    private static final BigInteger HUGE = BigInteger.ONE.shiftLeft(70);

    private static void assertCoin(double x, BigInteger numerator, BigInteger denominator) {
        double probability = Math.exp(-x);
        Choices.assertExact(
                Choices.distribution(r -> ExponentialCoin.flip(numerator, denominator, r), 1e-6, 2),
                heads -> heads ? probability : 1 - probability,
                0.01);
    }

    @Test
    void fallsWithItsProbability() {
        assertCoin(0, BigInteger.ZERO, BigInteger.ONE);
        assertCoin(0.5, BigInteger.ONE, BigInteger.TWO);
        assertCoin(2, BigInteger.TWO, BigInteger.ONE);
    }

    @Test
    void takesNumbersBeyondALong() {
        assertCoin(1, HUGE, HUGE);
        assertCoin(2, HUGE.shiftLeft(1), HUGE);
        assertCoin(0, BigInteger.ZERO, HUGE);
        BigInteger first = BigInteger.ONE.shiftLeft(63); // the first that is none
        assertCoin(1, first, first);
        assertCoin(0.5, first.shiftRight(1), first);
        assertFalse(ExponentialCoin.flip(first, BigInteger.ONE, new Words(-1L)), "the first of 2^63 coins said no");
    }

    @Test
    void refusesExponentsBelowZero() {
        RandomSource random = RandomSource.seeded("refused");
        assertThrows(
                IllegalArgumentException.class,
                () -> ExponentialCoin.flip(BigInteger.ONE.negate(), BigInteger.ONE, random));
        assertThrows(
                IllegalArgumentException.class, () -> ExponentialCoin.flip(BigInteger.ONE, BigInteger.ZERO, random));
        assertEquals(true, ExponentialCoin.flip(BigInteger.ZERO, BigInteger.ONE, random));
    }
}
