// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

/** How large arrays become that grow while rows come. */
public final class Capacity {
    /** Longest array that every Java machine can make. */
    public static final int MOST = Integer.MAX_VALUE - 8;

    private static final int LEAST = 1024;

    private Capacity() {}

    /**
     * Length of the array that takes the place of a full one.
     *
     * @param size length of the full one, at least 0
     * @return half as long again, at most {@link #MOST}
     * @throws IllegalArgumentException when no longer array can be made
     */
    public static int after(int size) {
        Checks.require(
                size < MOST,
                "There are more than two billion rows, which is more than a table in memory can have. Count them in parts.");
        return (int) Math.min(MOST, Math.max(LEAST, size + (long) (size >> 1)));
    }
}
