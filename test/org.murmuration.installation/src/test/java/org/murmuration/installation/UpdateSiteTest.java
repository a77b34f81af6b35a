// SPDX-License-Identifier: Apache-2.0
package org.murmuration.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;

/** What would make two builds of the same sources differ is not in the zip, and its bill of materials is complete. */
class UpdateSiteTest {
    private static final LocalDateTime MOMENT =
            OffsetDateTime.parse(System.getProperty("murmuration.moment")).toLocalDateTime();

    @Test
    void allEntriesCarryTheMomentOfTheRelease() throws IOException {
        List<UpdateSite.Entry> entries = UpdateSite.entries();
        assertTrue(entries.size() > 1000, "entries: " + entries.size());
        for (UpdateSite.Entry e : entries) {
            assertEquals(MOMENT, e.zip().getTimeLocal(), e.archive() + "!" + e.name());
        }
    }

    /** A file system may list the files of a folder in any order; archives sort them. */
    @Test
    void filesOfAFolderAreSorted() throws IOException {
        Map<String, String> last = new HashMap<>();
        for (UpdateSite.Entry e : UpdateSite.entries()) {
            String folder = e.archive() + "!" + e.name().substring(0, e.name().lastIndexOf('/') + 1);
            if (!e.zip().isDirectory() && !e.name().startsWith("META-INF/")) {
                String before = last.put(folder, e.name());
                assertTrue(before == null || before.compareTo(e.name()) < 0, before + " before " + e.name());
            }
        }
    }

    @Test
    void nothingNamesTheMachineOrTheTimeOfTheBuild() throws IOException {
        byte[] root = UpdateSite.ROOT.toString().getBytes(StandardCharsets.UTF_8);
        for (UpdateSite.Entry e : UpdateSite.entries()) {
            assertFalse(UpdateSite.holds(e.content(), root), e.archive() + "!" + e.name());
        }
        for (String file : List.of("artifacts.xml", "content.xml")) {
            String text = new String(UpdateSite.content(file), StandardCharsets.UTF_8);
            assertTrue(text.contains("org.murmuration.nodes"), file);
            assertFalse(text.contains("timestamp"), file);
        }
    }

    private static Bom bill() throws Exception {
        byte[] json = UpdateSite.content("bom.json");
        JsonParser parser = new JsonParser();
        assertEquals(List.of(), parser.validate(new String(json, StandardCharsets.UTF_8), Version.VERSION_16));
        return parser.parse(json);
    }

    @Test
    void theBillOfMaterialsNamesTheFeatureAndItsBundles() throws Exception {
        List<Component> components = new ArrayList<>(bill().getComponents());
        components.add(bill().getMetadata().getComponent());
        Map<String, String> named = new HashMap<>();
        for (Component c : components) {
            String folder = c.getName().endsWith(".feature") ? "features/" : "plugins/";
            named.put(
                    folder + c.getName() + "_" + c.getVersion() + ".jar",
                    c.getHashes().get(0).getValue());
        }
        Map<String, String> there = new HashMap<>();
        for (UpdateSite.Entry e : UpdateSite.entries()) {
            if (e.archive().isEmpty() && e.name().endsWith(".jar") && !e.name().contains(".source_")) {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                there.put(e.name(), HexFormat.of().formatHex(digest.digest(e.content())));
            }
        }
        assertEquals(there, named);
    }

    /** What the script of the pages is made of: the build unpacks it, the bill and the notice name it. */
    @Test
    void theBillOfMaterialsAndTheNoticeNameTheLibrariesOfThePages() throws Exception {
        Set<String> bundled = new TreeSet<>();
        Pattern version = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]+)\"");
        try (Stream<Path> folders =
                Files.list(UpdateSite.ROOT.resolve("plugin/org.murmuration.nodes/target/web/node_modules"))) {
            for (Path folder : (Iterable<Path>) folders::iterator) {
                Matcher m = version.matcher(Files.readString(folder.resolve("package.json")));
                assertTrue(m.find(), folder.toString());
                bundled.add(folder.getFileName() + " " + m.group(1));
            }
        }
        assertTrue(bundled.size() >= 3, bundled.toString());
        Component nodes = bill().getComponents().stream()
                .filter(c -> c.getName().equals("org.murmuration.nodes"))
                .findFirst()
                .orElseThrow();
        Set<String> named = new TreeSet<>();
        for (Component c : nodes.getComponents()) {
            named.add(c.getName() + " " + c.getVersion());
            assertFalse(c.getLicenses() == null, c.getName());
        }
        assertEquals(bundled, named);
        String notice = Files.readString(UpdateSite.ROOT.resolve("NOTICE")).toLowerCase(java.util.Locale.ROOT);
        for (String library : bundled) {
            assertTrue(notice.contains(" " + library + " "), library);
        }
    }
}
