// SPDX-License-Identifier: Apache-2.0
package org.murmuration.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installs the feature from the built zip, as a user's KNIME would, and starts it. */
class InstallationTest {
    private static final Path ROOT = UpdateSite.ROOT;
    private static final Path BARE = ROOT.resolve(
            "test/org.murmuration.platform/target/products/" + "org.murmuration.platform.bare/linux/gtk/x86_64");
    private static final String FEATURE = "org.murmuration.feature.feature.group";

    @TempDir
    Path work;

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
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

    private List<String> start(Path installation, String... args) throws IOException {
        Path launcher;
        try (Stream<Path> plugins = Files.list(installation.resolve("plugins"))) {
            launcher = plugins.filter(p -> p.getFileName().toString().startsWith("org.eclipse.equinox.launcher_"))
                    .findFirst()
                    .orElseThrow();
        }
        return Stream.concat(
                        Stream.of(
                                "-Djava.awt.headless=true",
                                "-Dosgi.requiredJavaVersion=17",
                                "-jar",
                                launcher.toString(),
                                "-nosplash",
                                "-consoleLog",
                                "-data",
                                "@none"),
                        Stream.of(args))
                .toList();
    }

    @Test
    void zipHoldsTheExtensionAndNothingOfKnime() throws IOException {
        try (ZipFile zip = new ZipFile(UpdateSite.zip(ROOT).toFile())) {
            Set<String> names = zip.stream()
                    .map(e -> e.getName().replaceAll("_.*", ""))
                    .filter(n -> n.startsWith("plugins/") || n.startsWith("features/"))
                    .filter(n -> !n.endsWith("/"))
                    .collect(Collectors.toSet());
            assertEquals(
                    Set.of(
                            "features/org.murmuration.feature",
                            "plugins/org.murmuration.engine",
                            "plugins/org.murmuration.engine.source",
                            "plugins/org.murmuration.nodes",
                            "plugins/org.murmuration.nodes.source"),
                    names);
        }
    }

    @Test
    void featureInstallsStartsAndLeavesNothingWhenRemoved() throws Exception {
        Path installation = work.resolve("installation");
        copy(BARE, installation);
        Director director = new Director(work);
        Director.Outcome before = director.java(start(installation, "--list"));
        assertEquals(0, before.code(), before.output());
        assertFalse(before.output().contains("DP Marginals"), before.output());

        Director.Outcome install = director.call(
                "-repository",
                "jar:" + UpdateSite.zip(ROOT).toUri() + "!/",
                "-installIU",
                FEATURE,
                "-destination",
                installation.toString(),
                "-profile",
                profile(installation));
        assertEquals(0, install.code(), install.output());

        Director.Outcome states = director.java(start(installation, "--bundles"));
        assertEquals(0, states.code(), states.output());
        assertTrue(states.output().contains("RESOLVED org.murmuration.engine"), states.output());
        assertTrue(states.output().contains("RESOLVED org.murmuration.nodes"), states.output());
        assertFalse(states.output().contains("INSTALLED "), "unresolved bundles:\n" + states.output());
        assertFalse(states.output().contains("!MESSAGE"), states.output());

        Director.Outcome list = director.java(start(installation, "--list"));
        assertEquals(0, list.code(), list.output());
        for (String node : List.of(
                "Case Data Reader",
                "Codebook Builder",
                "DP Marginals",
                "Synthetic Data Generator",
                "Utility Evaluation",
                "Release Writer")) {
            assertTrue(list.output().contains(node), list.output());
        }
        Director.Outcome run = director.java(start(
                installation,
                ROOT.resolve("test/workflows/adult-release").toString(),
                "--set",
                "Release Writer.folder=" + work.resolve("release")));
        assertEquals(0, run.code(), run.output());
        assertTrue(Files.exists(work.resolve("release/privacy.json")), run.output());

        Director.Outcome remove = director.call(
                "-uninstallIU", FEATURE, "-destination", installation.toString(), "-profile", profile(installation));
        assertEquals(0, remove.code(), remove.output());
        Director.Outcome after = director.java(start(installation, "--list"));
        assertFalse(after.output().contains("DP Marginals"), after.output());
    }

    private static String profile(Path installation) throws IOException {
        Path registry = installation.resolve("p2/org.eclipse.equinox.p2.engine/profileRegistry");
        try (Stream<Path> profiles = Files.list(registry)) {
            return profiles.map(p -> p.getFileName().toString().replace(".profile", ""))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
