// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.murmuration.engine.aggregation.marginals.AggregationTest;
import org.murmuration.engine.aggregation.marginals.MarginalPlan;
import org.murmuration.engine.aggregation.marginals.MarginalRelease;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.report.pages.NavigatorJson;

class ReleaseFolderTest {
    @TempDir
    Path folder;

    private final ReleasedAggregates aggregates = AggregationTest.golden();

    private ReleaseFolder.SyntheticRecords records() {
        Dataset coded = RandomData.records(aggregates.domain(), 20, "records");
        List<String[]> rows = new ArrayList<>();
        for (int r = 0; r < 20; r++) {
            rows.add(new String[] {"F", null});
        }
        return new ReleaseFolder.SyntheticRecords(List.of("sex", "region"), rows, coded);
    }

    private Set<String> names(Path where) throws IOException {
        try (Stream<Path> list = Files.list(where)) {
            return list.map(p -> p.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private ReleaseFolder target(String name, ReleaseFolder.IfExists ifExists) {
        return new ReleaseFolder(folder.resolve(name), ifExists, false);
    }

    @Test
    void writesAllFilesAndNothingBesides() throws Exception {
        target("out", ReleaseFolder.IfExists.FAIL).write(aggregates, records(), ProgressMonitor.NONE);
        assertEquals(
                Set.of("synthetic.csv", "aggregates.csv", "privacy.json", "codebook.json", "report.html"),
                names(folder.resolve("out")));
        assertEquals(Set.of("out"), names(folder));
        assertEquals(21, Files.readAllLines(folder.resolve("out/synthetic.csv")).size());
        assertEquals(
                25, Files.readAllLines(folder.resolve("out/aggregates.csv")).size());
        assertEquals(aggregates.codebook(), Codebook.read(folder.resolve("out/codebook.json")));
    }

    @Test
    void aPageToExploreIsWrittenWithTheRestOrNotAtAll() throws Exception {
        ReleaseFolder.SyntheticRecords records = records();
        String data = NavigatorJson.of(aggregates, records.coded()).in("fr").json();
        target("out", ReleaseFolder.IfExists.FAIL)
                .exploredBy(page -> page.name() + page.in("fr").json())
                .write(aggregates, records, ProgressMonitor.NONE);
        assertEquals(
                "navigator" + data,
                Files.readString(folder.resolve("out/explore.html")).trim());
        target("out", ReleaseFolder.IfExists.REPLACE_RELEASE).write(aggregates, records, ProgressMonitor.NONE);
        assertFalse(Files.readString(folder.resolve("out/report.html")).contains("explore.html"));
        assertFalse(Files.exists(folder.resolve("out/explore.html")), "an earlier page is not left behind");
        assertThrows(IllegalStateException.class, () -> target("other", ReleaseFolder.IfExists.FAIL)
                .exploredBy(page -> {
                    throw new IllegalStateException("no page");
                })
                .write(aggregates, records, ProgressMonitor.NONE));
        assertEquals(Set.of("out"), names(folder), "an unfinished folder is taken away");
    }

    @Test
    void refusesAFolderThatIsNotEmpty() throws Exception {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/thesis.doc"), "precious");
        for (ReleaseFolder.IfExists policy : ReleaseFolder.IfExists.values()) {
            ReleaseException e = assertThrows(ReleaseException.class, () -> target("out", policy)
                    .write(aggregates, records(), ProgressMonitor.NONE));
            assertTrue(e.getMessage().contains("Choose"), e.getMessage());
            assertEquals(Set.of("thesis.doc"), names(folder.resolve("out")));
        }
        assertEquals(Set.of("out"), names(folder));
    }

    @Test
    void replacesAnEarlierReleaseOnlyWhenAllowed() throws Exception {
        target("out", ReleaseFolder.IfExists.FAIL).write(aggregates, records(), ProgressMonitor.NONE);
        Files.writeString(folder.resolve("out/report.html"), "old");
        assertThrows(ReleaseException.class, () -> target("out", ReleaseFolder.IfExists.FAIL)
                .write(aggregates, records(), ProgressMonitor.NONE));
        target("out", ReleaseFolder.IfExists.REPLACE_RELEASE).write(aggregates, records(), ProgressMonitor.NONE);
        assertTrue(Files.size(folder.resolve("out/report.html")) > 1000);
        assertEquals(Set.of("out"), names(folder));
    }

    @Test
    void refusesFilesMissingParentsAndTheRoot() throws Exception {
        Files.writeString(folder.resolve("file"), "x");
        assertThrows(ReleaseException.class, () -> target("file", ReleaseFolder.IfExists.FAIL)
                .check());
        assertThrows(ReleaseException.class, () -> target("no/such", ReleaseFolder.IfExists.FAIL)
                .check());
        assertThrows(
                ReleaseException.class,
                () -> new ReleaseFolder(folder.getRoot(), ReleaseFolder.IfExists.FAIL, true).check());
        new ReleaseFolder(folder.resolve("no/such"), ReleaseFolder.IfExists.FAIL, true)
                .write(aggregates, records(), ProgressMonitor.NONE);
        assertTrue(Files.exists(folder.resolve("no/such/privacy.json")));
    }

    @Test
    void aFullDiskLeavesNothingBehindHoweverLateItFills() throws Exception {
        for (int capacity : new int[] {0, 10, 500, 2000, 5000}) {
            long[] left = {capacity};
            ReleaseFolder failing = new ReleaseFolder(
                    folder.resolve("out"),
                    ReleaseFolder.IfExists.FAIL,
                    false,
                    file -> new FilterOutputStream(Files.newOutputStream(file)) {
                        @Override
                        public void write(int b) throws IOException {
                            if (left[0]-- <= 0) {
                                throw new IOException("No space left on device");
                            }
                            super.write(b);
                        }
                    });
            ReleaseException e = assertThrows(
                    ReleaseException.class, () -> failing.write(aggregates, records(), ProgressMonitor.NONE));
            assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
            assertEquals(Set.of(), names(folder));
        }
    }

    @Test
    void aFailedReplacementKeepsTheOldRelease() throws Exception {
        target("out", ReleaseFolder.IfExists.FAIL).write(aggregates, records(), ProgressMonitor.NONE);
        String before = Files.readString(folder.resolve("out/privacy.json"));
        ReleaseFolder failing =
                new ReleaseFolder(folder.resolve("out"), ReleaseFolder.IfExists.REPLACE_RELEASE, false, file -> {
                    throw new IOException("No space left on device");
                });
        assertThrows(ReleaseException.class, () -> failing.write(aggregates, records(), ProgressMonitor.NONE));
        assertEquals(before, Files.readString(folder.resolve("out/privacy.json")));
        assertEquals(Set.of("out"), names(folder));
    }

    @Test
    void cancelLeavesNothingBehind() throws Exception {
        assertThrows(CanceledException.class, () -> target("out", ReleaseFolder.IfExists.FAIL)
                .write(aggregates, records(), Canceled.MONITOR));
        assertEquals(Set.of(), names(folder));
    }

    @Test
    void cancelInTheMiddleLeavesNothingOrEverything() throws Exception {
        Dataset coded = RandomData.records(aggregates.domain(), 50_000, "many");
        List<String[]> rows = new ArrayList<>();
        for (int r = 0; r < 50_000; r++) {
            rows.add(new String[] {"F", "N"});
        }
        ReleaseFolder.SyntheticRecords many = new ReleaseFolder.SyntheticRecords(List.of("sex", "region"), rows, coded);
        boolean canceledOnce = false;
        for (int after = 0; ; after++) {
            int[] left = {after};
            ProgressMonitor monitor = new ProgressMonitor() {
                @Override
                public void report(double fraction, String stage) {
                    // not looked at
                }

                @Override
                public boolean isCanceled() {
                    return left[0]-- <= 0;
                }
            };
            try {
                target("out", ReleaseFolder.IfExists.FAIL).write(aggregates, many, monitor);
                break;
            } catch (CanceledException e) {
                canceledOnce = true;
                assertEquals(Set.of(), names(folder));
            }
        }
        assertTrue(canceledOnce);
        assertEquals(5, names(folder.resolve("out")).size());
    }

    @Test
    void reportEscapesEverythingItShows() {
        Codebook evil = Codebook.of(
                List.of(Attribute.builder("<script>alert(1)</script>")
                        .categories(List.of("\"><img src=x onerror=alert(2)>", "a&b"))
                        .description("<b>'\"</b>")
                        .build()),
                Codebook.Origin.PUBLIC);
        Dataset data = RandomData.records(evil.domain(), 30, "evil");
        ReleasedAggregates released = MarginalRelease.release(
                data,
                evil,
                MarginalPlan.of(evil.domain(), new ApproximateDp(1, 1e-6)).withOrder(1),
                new PrivacyUnit("<i>unit</i>"),
                RandomSource.seeded("evil"),
                ProgressMonitor.NONE);
        String html = ReleaseHtml.of(released, data, false);
        assertFalse(html.contains("<script"));
        assertFalse(html.contains("<img"));
        assertFalse(html.contains("<i>"));
        assertTrue(html.contains("TEST: not private"));
        assertTrue(html.contains("a&amp;b"));
    }
}
