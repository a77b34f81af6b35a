// SPDX-License-Identifier: Apache-2.0
package org.murmuration.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the zip once more, later and elsewhere. Takes a minute, so that only a full build runs it. */
@Tag("full")
class ReproducibleBuildTest {
    private static final Set<String> NOT_SOURCES = Set.of("target", ".git");

    @TempDir
    Path work;

    private static void copySources(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                if (NOT_SOURCES.contains(dir.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(dir)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Test
    void aSecondBuildInAnotherFolderGivesTheSameBytes() throws Exception {
        Path copy = work.resolve("another checkout");
        copySources(UpdateSite.ROOT, copy);
        Path maven = copy.resolve("mvnw");
        assertTrue(maven.toFile().setExecutable(true));
        Path log = work.resolve("log.txt");
        Process build = new ProcessBuilder(List.of(
                        maven.toString(),
                        "-o",
                        "-ntp",
                        "-q",
                        "package",
                        "-DskipTests",
                        "-Dspotless.check.skip=true",
                        "-pl",
                        ".,plugin/org.murmuration.engine,plugin/org.murmuration.nodes,feature/org.murmuration.feature,"
                                + "update-site,test/org.knime.core,test/org.knime.core.ui"))
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(build.waitFor(15, TimeUnit.MINUTES), "the build did not end");
        assertEquals(0, build.exitValue(), Files.readString(log));
        assertEquals(
                -1, Files.mismatch(UpdateSite.zip(UpdateSite.ROOT), UpdateSite.zip(copy)), "first byte that differs");
    }
}
