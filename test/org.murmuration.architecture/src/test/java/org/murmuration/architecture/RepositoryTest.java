// SPDX-License-Identifier: Apache-2.0
package org.murmuration.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Rules about files that no compiler checks. */
class RepositoryTest {
    private static final Set<String> TOP = Set.of(
            "pom.xml",
            "README.md",
            "README.fr.md",
            "LICENSE",
            "NOTICE",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "SECURITY.md",
            "plugin",
            "feature",
            "update-site",
            "test",
            ".ci",
            ".gitignore",
            ".git",
            ".mvn",
            "mvnw",
            "mvnw.cmd",
            "CITATION.cff",
            "target");

    @Test
    void topLevelHoldsTheFixedEntries() throws IOException {
        try (Stream<Path> list = Files.list(Repository.ROOT)) {
            Set<String> names = list.map(p -> p.getFileName().toString()).collect(Collectors.toSet());
            names.removeAll(TOP);
            assertEquals(Set.of(), names);
        }
    }

    @Test
    void everySourceNamesItsLicence() {
        for (String folder : List.of("plugin", "test")) {
            for (Path file : Repository.files(
                    Repository.ROOT.resolve(folder),
                    p -> p.toString().endsWith(".java") && !p.toString().contains("target"))) {
                assertTrue(Repository.read(file).startsWith("// SPDX-License-Identifier: Apache-2.0"), file.toString());
            }
        }
    }

    @Test
    void bundlesAreMadeAsKnimeNeedsThem() {
        for (Path bundle : List.of(Repository.ENGINE, Repository.NODES)) {
            String manifest = Repository.read(bundle.resolve("META-INF/MANIFEST.MF"));
            assertTrue(manifest.contains(";singleton:=true"), bundle.toString());
            assertTrue(manifest.contains("Bundle-RequiredExecutionEnvironment: JavaSE-17"), bundle.toString());
            assertFalse(manifest.contains("Import-Package"), bundle.toString());
        }
        String nodes = Repository.read(Repository.NODES.resolve("META-INF/MANIFEST.MF"));
        assertTrue(nodes.contains("org.knime.core;bundle-version=\"[5.8.0,6.0.0)\""));
        assertTrue(nodes.contains("org.knime.core.ui;bundle-version=\"[5.8.0,6.0.0)\""));
        String feature = Repository.read(Repository.ROOT.resolve("feature/org.murmuration.feature/feature.xml"));
        assertTrue(feature.contains("<import plugin=\"org.knime.core\""));
        assertFalse(feature.contains("<plugin id=\"org.knime"));
    }

    @Test
    void iconsAreSixteenPixelsWide() throws IOException {
        List<Path> icons = Repository.files(
                Repository.NODES,
                p -> p.toString().endsWith(".png") && !p.toString().contains("target"));
        assertEquals(30, icons.size());
        for (Path icon : icons) {
            BufferedImage image = ImageIO.read(icon.toFile());
            assertEquals(16, image.getWidth(), icon.toString());
            assertEquals(16, image.getHeight(), icon.toString());
            assertTrue(image.getColorModel().hasAlpha(), icon.toString());
        }
    }

    /** Example workflows share one copy of the large data. */
    @Test
    void largeDataLieOnceInTheCheckout() {
        List<Path> copies = Repository.files(
                Repository.ROOT.resolve("test"),
                p -> p.getFileName().toString().equals("adult.csv")
                        && !p.toString().contains("target"));
        assertEquals(List.of(Repository.ROOT.resolve("test/data/adult.csv")), copies);
    }

    @Test
    void readmeAndCiCallTheSameTestCommand() {
        String readme = Repository.read(Repository.ROOT.resolve("README.md"));
        String[] blocks = readme.split("```");
        List<String> commands = new ArrayList<>();
        for (int i = 1; i < blocks.length; i += 2) {
            String body = blocks[i].substring(blocks[i].indexOf('\n') + 1).trim();
            if (body.startsWith("./mvnw")) {
                commands.add(body);
            }
        }
        assertEquals(2, commands.size(), "README has one command to run and one to test");
        commands.forEach(c -> assertFalse(c.contains("\n"), c));
        assertTrue(Repository.read(Repository.ROOT.resolve(".ci/run")).contains(commands.get(1)), commands.get(1));
    }

    /** Whoever installs the feature learns whose work its pages carry. */
    @Test
    void featureCarriesTheNotices() {
        String notice = Repository.read(Repository.ROOT.resolve("NOTICE"));
        assertTrue(notice.contains("ECharts") && notice.contains("zrender") && notice.contains("tslib"), notice);
        assertEquals(notice, Repository.read(Repository.ROOT.resolve("feature/org.murmuration.feature/NOTICE")));
    }

    /** KNIME shows node descriptions in one language; the other one stands in the French README, node by node. */
    @Test
    void frenchReadmeNamesTheSameNodes() {
        Set<String> english = nodes("README.md");
        assertTrue(english.size() > 20, english.toString());
        assertEquals(english, nodes("README.fr.md"));
    }

    private static Set<String> nodes(String file) {
        Set<String> names = new java.util.TreeSet<>();
        boolean inTable = false;
        for (String line : Repository.read(Repository.ROOT.resolve(file)).split("\n")) {
            inTable = line.startsWith("|")
                    && (inTable || line.startsWith("| node |") || line.startsWith("| n\u0153ud |"));
            if (inTable
                    && !line.startsWith("|-")
                    && !line.startsWith("| node |")
                    && !line.startsWith("| n\u0153ud |")) {
                names.add(line.split("\\|")[1].trim());
            }
        }
        return names;
    }

    /** Runs javadoc over all exported packages with every check of doclint; a missing or wrong tag is an error. */
    @Test
    void exportedPackagesAreDocumentedCompletely() throws IOException {
        Path target = Files.createDirectories(Repository.ROOT.resolve("test/org.murmuration.architecture/target/api"));
        List<String> args = new ArrayList<>(List.of(
                "-quiet",
                "-Xdoclint:all",
                "-Xmaxwarns",
                "200",
                "-encoding",
                "UTF-8",
                "-d",
                target.toString(),
                "-classpath",
                System.getProperty("java.class.path")
                        + java.io.File.pathSeparator
                        + Repository.ROOT.resolve("test/org.knime.core/target/classes")
                        + java.io.File.pathSeparator
                        + Repository.ROOT.resolve("test/org.knime.core.ui/target/classes"),
                "-sourcepath",
                Repository.ENGINE.resolve("src") + java.io.File.pathSeparator + Repository.NODES.resolve("src")));
        for (Path bundle : List.of(Repository.ENGINE, Repository.NODES)) {
            String manifest = Repository.read(bundle.resolve("META-INF/MANIFEST.MF"));
            String exports = manifest.substring(manifest.indexOf("Export-Package:") + 15)
                    .replaceAll("\r?\n ", "")
                    .split("\n")[0];
            for (String p : exports.split(",")) {
                args.add(p.split(";")[0].trim());
            }
        }
        StringWriter text = new StringWriter();
        int code = ToolProvider.findFirst("javadoc")
                .orElseThrow()
                .run(new PrintWriter(text), new PrintWriter(text), args.toArray(String[]::new));
        assertEquals(0, code, text.toString());
        Pattern place = Pattern.compile("(.*\\.java):(\\d+): (.*)");
        List<String> problems = new ArrayList<>();
        for (String line : text.toString().split("\n")) {
            Matcher m = place.matcher(line);
            if (m.matches() && !isCompactConstructor(Path.of(m.group(1)), Integer.parseInt(m.group(2)), m.group(3))) {
                problems.add(line);
            }
        }
        assertEquals(List.of(), problems, String.join("\n", problems));
    }

    /** The parameters of a compact constructor are documented at its record. */
    private static boolean isCompactConstructor(Path file, int line, String problem) {
        return problem.startsWith("warning: no @param")
                && Repository.read(file).split("\n")[line - 1].matches("    public \\w+ \\{");
    }
}
