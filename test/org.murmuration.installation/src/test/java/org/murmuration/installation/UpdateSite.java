// SPDX-License-Identifier: Apache-2.0
package org.murmuration.installation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads the built zip, as far as into the archives that lie in it. */
final class UpdateSite {
    static final Path ROOT = Path.of(System.getProperty("murmuration.root"));

    /**
     * A file or folder of an archive.
     *
     * @param archive name of the archive inside the zip; empty for the zip itself
     */
    record Entry(String archive, ZipEntry zip, byte[] content) {
        String name() {
            return zip.getName();
        }
    }

    private UpdateSite() {}

    /** The zip of a checkout. */
    static Path zip(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("update-site/target"))) {
            return files.filter(p -> p.toString().endsWith(".zip")).findFirst().orElseThrow();
        }
    }

    /** All entries in their order, each archive followed by what is in it. */
    static List<Entry> entries() throws IOException {
        List<Entry> result = new ArrayList<>();
        read("", Files.readAllBytes(zip(ROOT)), result);
        return result;
    }

    private static void read(String archive, byte[] bytes, List<Entry> result) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                Entry entry = new Entry(archive, e, in.readAllBytes());
                result.add(entry);
                if (entry.name().endsWith(".jar")) {
                    read(entry.name(), entry.content(), result);
                }
            }
        }
    }

    /** Content of a file of the zip itself. */
    static byte[] content(String name) throws IOException {
        return entries().stream()
                .filter(e -> e.archive().isEmpty() && e.name().equals(name))
                .findFirst()
                .orElseThrow()
                .content();
    }

    /** Whether bytes hold a text. */
    static boolean holds(byte[] bytes, byte[] text) {
        for (int i = 0; i + text.length <= bytes.length; i++) {
            if (bytes[i] == text[0] && Arrays.equals(bytes, i, i + text.length, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }
}
