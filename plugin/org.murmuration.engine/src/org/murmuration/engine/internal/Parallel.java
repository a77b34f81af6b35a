// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.util.function.IntConsumer;

/**
 * Runs independent pieces of work on several processors, as many as the host allows.
 *
 * <p>The calling thread works itself; others help it when they are free, at most {@link #threads()} - 1 of them in the
 * whole process. So work inside of work needs no care: it takes what helpers are left, and runs in its own thread where
 * none are. With a limit of 1 everything is a plain loop in the calling thread.
 */
public final class Parallel {
    private static volatile int limit; // 0: all processors

    private Parallel() {}

    /**
     * Limits the number of threads, for a host that shares its processors out itself.
     *
     * @param threads largest number, at least 1; 0 for all processors, which is so from the start
     */
    public static void limit(int threads) {
        Checks.require(threads >= 0, "The number of threads must be at least 1, or 0 for all processors.");
        limit = threads;
    }

    /**
     * Number of threads used.
     *
     * @return at least 1
     */
    public static int threads() {
        return limit > 0 ? limit : Math.max(1, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Runs a body for every index. Indices are handed out in order; the first failure ends the others. When this
     * returns, no thread works on the body any more.
     *
     * @param count number of indices
     * @param body called once for each of 0 .. count - 1, from several threads
     * @throws org.murmuration.engine.progress.CanceledException when the calling thread was interrupted while it waited
     *     for others
     */
    public static void forEach(int count, IntConsumer body) {
        int threads = Math.min(threads(), count);
        if (threads > 1) {
            Workers.forEach(count, threads() - 1, body);
            return;
        }
        for (int i = 0; i < count; i++) {
            body.accept(i);
        }
    }
}
