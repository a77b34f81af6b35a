// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Runs independent pieces of work on all processors and leaves no thread behind. */
public final class Parallel {
    private Parallel() {}

    /**
     * Number of threads used.
     *
     * @return at least 1
     */
    public static int threads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Runs a body for every index. Indices are handed out in order; the first failure ends the others.
     *
     * @param count number of indices
     * @param body called once for each of 0 .. count - 1, from several threads
     */
    public static void forEach(int count, IntConsumer body) {
        int threads = Math.min(threads(), count);
        if (threads <= 1) {
            for (int i = 0; i < count; i++) {
                body.accept(i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(threads, Parallel::daemon);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                futures.add(executor.submit(() -> {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        body.accept(i);
                    }
                }));
            }
            await(futures, next, count);
        } finally {
            shutDown(executor);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "murmuration-worker");
        thread.setDaemon(true);
        return thread;
    }

    private static void await(List<Future<?>> futures, AtomicInteger next, int count) {
        RuntimeException failure = null;
        for (Future<?> future : futures) {
            try {
                future.get();
            } catch (ExecutionException e) {
                next.set(count);
                failure = failure != null
                        ? failure
                        : e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                next.set(count);
                Thread.currentThread().interrupt();
                failure = new org.murmuration.engine.progress.CanceledException();
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static void shutDown(ExecutorService executor) {
        executor.shutdownNow();
        try {
            executor.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
