// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.murmuration.engine.progress.CanceledException;

/**
 * The threads behind {@link Parallel}: the only place of the engine that makes or waits for any. They end after a
 * second without work, so none stay behind, and never keep the host alive. A host without threads puts a loop in place
 * of this class.
 */
final class Workers {
    private static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), Workers::daemon);
    private static final AtomicInteger HELPING = new AtomicInteger();

    private Workers() {}

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "murmuration-worker");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs a body for every index in this thread and in those that are free to help.
     *
     * @param count number of indices
     * @param most largest number of helpers in the whole process
     * @param body called once for each index
     */
    static void forEach(int count, int most, IntConsumer body) {
        Job job = new Job(count, body);
        for (int helpers = reserve(count - 1, most); helpers > 0; helpers--) {
            start(job);
        }
        job.work();
        job.finish();
    }

    private static int reserve(int wanted, int most) {
        while (true) {
            int busy = HELPING.get();
            int taken = Math.max(0, Math.min(wanted, most - busy));
            if (HELPING.compareAndSet(busy, busy + taken)) {
                return taken;
            }
        }
    }

    private static void start(Job job) {
        boolean isStarted = false;
        try {
            POOL.execute(job);
            isStarted = true;
        } finally {
            if (!isStarted) {
                HELPING.decrementAndGet();
            }
        }
    }

    /** Indices that are still to be taken, and how many helpers work on them. */
    private static final class Job implements Runnable {
        private final int count;
        private final IntConsumer body;
        private final AtomicInteger next = new AtomicInteger();
        private int helpers;
        private boolean isClosed;
        private RuntimeException failure;
        private Error error;

        Job(int count, IntConsumer body) {
            this.count = count;
            this.body = body;
        }

        /** What a helper does: nothing when it comes too late. */
        @Override
        public void run() {
            boolean helps = enter();
            if (helps) {
                work(); // throws nothing
            }
            HELPING.decrementAndGet(); // before the caller goes on, who may want helpers again
            if (helps) {
                leave();
            }
        }

        private synchronized boolean enter() {
            if (!isClosed) {
                helpers++;
            }
            return !isClosed;
        }

        private synchronized void leave() {
            helpers--;
            notifyAll();
        }

        void work() {
            try {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    body.accept(i);
                }
            } catch (RuntimeException e) {
                fail(e, null);
            } catch (Error e) {
                fail(null, e);
            }
        }

        private synchronized void fail(RuntimeException e, Error worse) {
            next.set(count);
            if (failure == null && error == null) {
                failure = e;
                error = worse;
            }
        }

        /** Waits for the helpers that have entered, whatever happens: they write to what the caller owns. */
        synchronized void finish() {
            isClosed = true;
            boolean isInterrupted = false;
            while (helpers > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    next.set(count);
                    isInterrupted = true;
                }
            }
            if (isInterrupted) {
                Thread.currentThread().interrupt();
                fail(new CanceledException(), null);
            }
            if (error != null) {
                throw error;
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
