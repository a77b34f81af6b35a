// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.synthesis.RecordDecoder;
import org.murmuration.engine.synthesis.linked.LinkedPlan;
import org.murmuration.engine.synthesis.linked.LinkedSynthesizer;
import org.murmuration.engine.synthesis.linked.LinkedTables;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.engine.synthesis.linked.ReleasedFamiliesJson;

/** The release folder of two linked tables. */
class LinkedReleaseFolderTest {
    @TempDir
    Path folder;

    private static final LinkedDataset DATA =
            Families.random(Families.SMALL, new Random(7).ints(60, 0, 4).toArray(), new Random(7));

    private static final ReleasedFamilies RELEASED = LinkedSynthesizer.release(
            DATA,
            LinkedPlan.of(LinkedWorkload.allPairs(Families.SMALL).only(Set.of("VP", "SS")), new ApproximateDp(2, 1e-6)),
            RandomSource.seeded("report"),
            ProgressMonitor.NONE);

    private static final LinkedDataset DRAWN = RELEASED.draw(RandomSource.seeded("draw"), ProgressMonitor.NONE);

    private ReleaseFolder.SyntheticFamilies tables() {
        LinkedTables tables = new LinkedTables(DRAWN, RecordDecoder.BinStyle.VALUE);
        List<String[]> parents = new ArrayList<>();
        List<String[]> children = new ArrayList<>();
        tables.parents(RandomSource.seeded("bins"), parents::add);
        tables.children(RandomSource.seeded("bins"), children::add);
        return new ReleaseFolder.SyntheticFamilies(parents, children, DRAWN);
    }

    @Test
    void theFolderHoldsBothTablesAndWhatTheyRestOn() throws Exception {
        ReleaseFolder out = new ReleaseFolder(folder.resolve("out"), ReleaseFolder.IfExists.FAIL, false);
        out.write(RELEASED, tables(), ProgressMonitor.NONE);
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertEquals(
                    Set.of(
                            "parents.csv",
                            "children.csv",
                            "aggregates.csv",
                            "privacy.json",
                            "codebook.json",
                            "model.json",
                            "report.html"),
                    files.map(f -> f.getFileName().toString()).collect(Collectors.toSet()));
        }
        assertEquals(
                DRAWN.families() + 1,
                Files.readAllLines(folder.resolve("out/parents.csv")).size());
        assertEquals(
                DRAWN.children().rows() + 1,
                Files.readAllLines(folder.resolve("out/children.csv")).size());
        assertEquals(
                RELEASED,
                ReleasedFamiliesJson.read(
                        new ByteArrayInputStream(Files.readAllBytes(folder.resolve("out/model.json")))));
        assertEquals(Families.SMALL, LinkedCodebook.parse(Files.readString(folder.resolve("out/codebook.json"))));
        String html = Files.readString(folder.resolve("out/report.html"));
        assertFalse(html.contains("<script"));
        assertTrue(html.contains("one perpetrator of one victim, or one link between them"));
        assertTrue(html.contains("perpetrator gender"), "attributes that both tables have are told apart");
        List<String> cells = Files.readAllLines(folder.resolve("out/aggregates.csv"));
        assertEquals(
                "kind,attribute_1,value_1,attribute_2,value_2,attribute_3,value_3,noisy_families,agreed_families,sigma,"
                        + "half_width_95",
                cells.get(0));
        long expected = Families.SMALL.counts().ladder().length
                + RELEASED.noisy().tables().stream()
                        .mapToLong(t -> t.values().length)
                        .sum();
        assertEquals(expected + 1, cells.size());
        assertThrows(
                ReleaseException.class, () -> out.write(RELEASED, tables(), ProgressMonitor.NONE), "not overwritten");
        ReleaseFolder again = new ReleaseFolder(folder.resolve("out"), ReleaseFolder.IfExists.REPLACE_RELEASE, false);
        again.write(RELEASED, tables(), ProgressMonitor.NONE);
        ReleaseFolder canceled = new ReleaseFolder(folder.resolve("no"), ReleaseFolder.IfExists.FAIL, false);
        assertThrows(CanceledException.class, () -> canceled.write(RELEASED, tables(), Canceled.MONITOR));
        assertFalse(Files.exists(folder.resolve("no")));
    }
}
