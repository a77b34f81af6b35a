// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.murmuration.engine.progress.CanceledException;

@Timeout(60)
class ParallelTest {
    @AfterEach
    void allProcessorsAgain() {
        Parallel.limit(0);
    }

    private static void assertEachOnce(int count) {
        AtomicIntegerArray calls = new AtomicIntegerArray(count);
        Parallel.forEach(count, calls::incrementAndGet);
        for (int i = 0; i < count; i++) {
            assertEquals(1, calls.get(i), "index " + i);
        }
    }

    @Test
    void everyIndexIsWorkedOnOnce() {
        for (int limit : new int[] {0, 1, 2, 7}) {
            Parallel.limit(limit);
            for (int count : new int[] {0, 1, 2, 3, 1000}) {
                assertEachOnce(count);
            }
        }
    }

    @Test
    void aLimitOfOneIsALoopInTheCallingThread() {
        Parallel.limit(1);
        assertEquals(1, Parallel.threads());
        List<Integer> order = new ArrayList<>();
        Thread caller = Thread.currentThread();
        Parallel.forEach(100, i -> {
            assertSame(caller, Thread.currentThread());
            order.add(i);
        });
        assertEquals(IntStream.range(0, 100).boxed().toList(), order);
    }

    @Test
    void asManyThreadsWorkAtOnceAsTheLimitSays() {
        Parallel.limit(3);
        assertEquals(3, Parallel.threads());
        // helpers of earlier work may still be on their way out, so that fewer than asked for are free at first
        Set<Thread> threads = Set.of();
        for (int times = 0; times < 30 && threads.size() < 3; times++) {
            threads = meeting();
        }
        assertEquals(3, threads.size());
        assertTrue(threads.contains(Thread.currentThread()));
    }

    /** The threads that were at work at once; fewer than three when they waited for another in vain. */
    private static Set<Thread> meeting() {
        CyclicBarrier all = new CyclicBarrier(3);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Parallel.forEach(3, i -> {
            try {
                all.await(1, TimeUnit.SECONDS);
                threads.add(Thread.currentThread());
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                all.reset(); // the next ones do not wait for those who are gone
            }
        });
        return threads;
    }

    @Test
    void workInsideOfWorkKeepsToTheLimitAndEnds() {
        Parallel.limit(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        for (int times = 0; times < 20; times++) {
            Parallel.forEach(
                    4,
                    i -> Parallel.forEach(
                            5,
                            j -> Parallel.forEach(6, k -> {
                                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                                done.incrementAndGet();
                                now.decrementAndGet();
                            })));
        }
        assertEquals(20 * 4 * 5 * 6, done.get());
        assertTrue(most.get() <= 3, most + " threads at once");
    }

    @Test
    void theFirstFailureEndsTheOthersAndIsThrownAsItIs() {
        for (int limit : new int[] {1, 4}) {
            Parallel.limit(limit);
            AtomicInteger calls = new AtomicInteger();
            IllegalArgumentException failure = new IllegalArgumentException("wrong");
            assertSame(
                    failure,
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> Parallel.forEach(1_000_000, i -> {
                                calls.incrementAndGet();
                                if (i == 10) {
                                    throw failure;
                                }
                            })));
            assertTrue(calls.get() < 1_000_000);
            assertThrows(
                    StackOverflowError.class,
                    () -> Parallel.forEach(8, i -> {
                        throw new StackOverflowError();
                    }));
            assertEachOnce(100); // helpers are free again
        }
    }

    @Test
    void anInterruptedCallerWaitsForItsHelpersAndCancels() throws InterruptedException {
        Parallel.limit(2);
        CountDownLatch helperWorks = new CountDownLatch(1);
        CountDownLatch callerIsDone = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        Thread[] caller = new Thread[1];
        List<Throwable> thrown = new ArrayList<>();
        List<Boolean> flags = new ArrayList<>();
        caller[0] = new Thread(() -> {
            try {
                Parallel.forEach(2, i -> {
                    if (Thread.currentThread() == caller[0]) {
                        awaitQuietly(helperWorks);
                        callerIsDone.countDown();
                    } else {
                        helperWorks.countDown();
                        awaitQuietly(callerIsDone);
                        caller[0].interrupt();
                        pause();
                        finished.incrementAndGet();
                    }
                });
            } catch (CanceledException e) {
                thrown.add(e);
                flags.add(Thread.currentThread().isInterrupted());
                flags.add(finished.get() == 1);
            }
        });
        caller[0].start();
        caller[0].join();
        assertEquals(1, thrown.size());
        assertEquals(List.of(true, true), flags);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noThreadStaysBehind() throws InterruptedException {
        Parallel.limit(4);
        assertEachOnce(1000);
        for (int i = 0; i < 100 && workers() > 0; i++) {
            Thread.sleep(100);
        }
        assertEquals(0, workers());
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals("murmuration-worker"))
                .count();
    }

    @Test
    void refusesANegativeNumberOfThreads() {
        assertThrows(IllegalArgumentException.class, () -> Parallel.limit(-1));
    }
}
