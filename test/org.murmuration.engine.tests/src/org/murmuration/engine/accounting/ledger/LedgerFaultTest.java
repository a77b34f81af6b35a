// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.stream.JsonReader;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.murmuration.engine.privacy.ZeroConcentratedDp;
import org.murmuration.engine.random.RandomSource;

/** Real processes, really killed. */
class LedgerFaultTest {
    /** 40 in each build, 200 in a full one. */
    private static final int KILLS = Integer.getInteger("murmuration.kills", 40);

    private static final double RHO = 0x1p-20;

    @TempDir
    Path folder;

    private Path ledger(String name, double rho) throws LedgerException {
        Path where = folder.resolve(name);
        PrivacyLedger.create(where, LedgerTest.terms(new ZeroConcentratedDp(rho), "", LedgerTerms.Overlap.ADD));
        return where;
    }

    private static Process start(Path ledger, String name, int count) throws IOException {
        String classes = Stream.of(Spender.class, PrivacyLedger.class, JsonReader.class)
                .map(LedgerFaultTest::location)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        classes,
                        Spender.class.getName(),
                        ledger.toString(),
                        name,
                        Integer.toString(count),
                        Double.toString(RHO))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Where a class comes from: a folder of classes for bundles of this build, a jar for others. */
    private static String location(Class<?> type) {
        Path path = Path.of(URI.create(type.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()
                .replace(" ", "%20")));
        Path classes = path.resolve("target/classes");
        return (classes.toFile().isDirectory() ? classes : path).toString();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Kills one process after another at random moments and holds the ledger against what they had told. */
    private int[] killAndCheck(String name, int kills) throws Exception {
        Path where = ledger(name, 1);
        RandomSource random = RandomSource.seeded(name);
        Map<String, String> told = new HashMap<>();
        int tries = 0;
        for (int k = 0; k < kills; k++) {
            Process process = start(where, name + k, 1000);
            try (BufferedReader lines = output(process)) {
                Thread killer = new Thread(() -> {
                    java.util.concurrent.locks.LockSupport.parkNanos(random.nextLong(30_000_000));
                    process.toHandle().destroyForcibly(); // unlike Process, the handle leaves what was told readable
                });
                boolean warm = false;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!warm && line.startsWith("noise")) { // the classes are loaded: from here on releases are quick
                        warm = true;
                        killer.start();
                    }
                    String[] step = line.split(" ");
                    if (step.length == 2 && step[1].length() == 32) {
                        told.put(step[1], step[0]);
                    }
                    tries += line.startsWith("try") ? 1 : 0;
                }
                assertTrue(warm, "the process told nothing");
                killer.join();
            }
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
            Map<String, LedgerEntry> entries = new HashMap<>();
            for (LedgerEntry e : PrivacyLedger.open(where).entries()) {
                assertEquals(null, entries.put(e.release(), e), "a release stands twice in the ledger");
            }
            for (Map.Entry<String, String> t : told.entrySet()) {
                LedgerEntry entry = entries.get(t.getKey());
                assertNotNull(entry, "a release is lost after " + t.getValue());
                assertTrue(t.getValue().equals("abort") || entry.counts(), "noise was drawn and is not counted");
                assertTrue(!t.getValue().equals("done") || entry.state() == LedgerEntry.State.COMMITTED);
            }
            assertTrue(entries.size() <= tries, "more was counted than was asked for");
        }
        PrivacyLedger ledger = PrivacyLedger.open(where);
        long counting = ledger.entries().stream().filter(LedgerEntry::counts).count();
        assertEquals(counting * RHO, ledger.account().spent(Cohort.ALL), 1e-12);
        int reserved = (int) ledger.entries().stream()
                .filter(e -> e.state() == LedgerEntry.State.RESERVED)
                .count();
        return new int[] {tries, (int) counting, reserved};
    }

    @Test
    void noSpendIsLostOrCountedTwiceWhenProcessesAreKilled() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        int[] sums = new int[3];
        for (String name : List.of("left", "right")) {
            Thread thread = new Thread(() -> {
                try {
                    int[] figures = killAndCheck(name, KILLS / 2);
                    synchronized (sums) {
                        for (int i = 0; i < sums.length; i++) {
                            sums[i] += figures[i];
                        }
                    }
                } catch (Exception | AssertionError e) {
                    failures.add(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), failures);
        System.out.printf(
                "Ledger under SIGKILL: %d kills, %d releases begun, %d counted as spent, %d of them interrupted between"
                        + " reservation and commit; none lost, none counted twice.%n",
                KILLS, sums[0], sums[1], sums[2]);
        assertTrue(sums[1] >= KILLS && sums[2] > 0, "the kills came at no interesting moment");
    }

    @Test
    void eightProcessesAtOnceNeverPassTheBudget() throws Exception {
        int budget = 40;
        Path where = ledger("crowd", budget * RHO);
        List<Process> processes = new ArrayList<>();
        for (int p = 0; p < 8; p++) {
            processes.add(start(where, "p" + p, 12));
        }
        Map<String, Integer> steps = new HashMap<>();
        for (Process process : processes) {
            try (BufferedReader lines = output(process)) {
                lines.lines().forEach(l -> steps.merge(l.split(" ")[0], 1, Integer::sum));
            }
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        }
        PrivacyLedger ledger = PrivacyLedger.open(where);
        System.out.printf("Ledger under 8 processes: %s of a budget for %d releases.%n", steps, budget);
        assertEquals(8, steps.get("end"));
        // reservations that are given back may make others wait in vain, so the budget need not be used up
        assertTrue(steps.get("done") <= budget && steps.get("done") >= budget - 8, steps.toString());
        assertTrue(steps.get("EXHAUSTED") > 0, steps.toString());
        assertTrue(ledger.account().spent(Cohort.ALL) <= budget * RHO);
        assertEquals(
                steps.get("done").longValue(),
                ledger.entries().stream().filter(LedgerEntry::counts).count());
    }
}
