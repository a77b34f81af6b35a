// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.statistics;

/** Spreads the bits of numbers, so that choices look random and are always the same. */
public final class Mixing {
    private Mixing() {}

    /**
     * A number whose bits all depend on all bits of another (splitmix64).
     *
     * @param x any number
     * @return always the same for the same number
     */
    public static long mix(long x) {
        long h = x + 0x9e3779b97f4a7c15L;
        h = (h ^ h >>> 30) * 0xbf58476d1ce4e5b9L;
        h = (h ^ h >>> 27) * 0x94d049bb133111ebL;
        return h ^ h >>> 31;
    }
}
