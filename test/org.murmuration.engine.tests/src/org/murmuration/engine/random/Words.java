// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

/** Given words, one after the other; counts what was taken. */
public final class Words implements RandomSource {
    private final long[] words;
    private int taken;

    /**
     * A source that ends.
     *
     * @param words what is given
     */
    public Words(long... words) {
        this.words = words.clone();
    }

    /**
     * How far it is used.
     *
     * @return number of words that were taken
     */
    public int taken() {
        return taken;
    }

    @Override
    public long nextLong() {
        return words[taken++];
    }

    @Override
    public boolean isSecure() {
        return false;
    }
}
