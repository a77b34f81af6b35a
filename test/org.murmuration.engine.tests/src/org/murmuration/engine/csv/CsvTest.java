// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;

class CsvTest {
    @TempDir
    Path folder;

    private static CsvTable open(byte[] bytes, CsvOptions options) throws IOException {
        return CsvTable.open(new ByteArrayInputStream(bytes), "test.csv", options);
    }

    private static CsvTable open(String text) throws IOException {
        return open(text.getBytes(StandardCharsets.UTF_8), CsvOptions.withDefaults());
    }

    private static CsvFormatException refused(String text) {
        return assertThrows(CsvFormatException.class, () -> {
            try (CsvTable table = open(text)) {
                while (table.next() != null) {
                    // read on
                }
            }
        });
    }

    @Test
    void readsQuotesLineEndsAndEmptyFields() throws IOException {
        try (CsvTable table = open("a,b c,\"d,\"\"e\"\"\"\r\n1,,\"x\ny\"\n2,3,4")) {
            assertEquals(List.of("a", "b c", "d,\"e\""), table.header());
            assertArrayEquals(new String[] {"1", "", "x\ny"}, table.next());
            assertArrayEquals(new String[] {"2", "3", "4"}, table.next());
            assertNull(table.next());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void detectsTheDelimiter(String d) throws IOException {
        try (CsvTable table = open("a" + d + "\"b,;|\t\"" + d + "c\n1" + d + "2" + d + "3\n")) {
            assertEquals(3, table.header().size());
            assertEquals("b,;|\t", table.header().get(1));
        }
    }

    @Test
    void byteOrderMarksDecideTheEncoding() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            try (CsvTable table = open("\uFEFFn\u00e4me,b\n\u4e2d,2\n".getBytes(charset), CsvOptions.withDefaults())) {
                assertEquals("n\u00e4me", table.header().get(0), charset.name());
                assertEquals("\u4e2d", table.next()[0], charset.name());
            }
        }
    }

    @Test
    void readsDeclaredEncodingsAndRefusesWrongOnes() throws IOException {
        byte[] latin = "n\u00e4me\nM\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1);
        CsvOptions options = new CsvOptions(StandardCharsets.ISO_8859_1, Optional.empty(), 1000);
        try (CsvTable table = open(latin, options)) {
            assertEquals("M\u00fcller", table.next()[0]);
        }
        CsvFormatException e = assertThrows(CsvFormatException.class, () -> open(latin, CsvOptions.withDefaults()));
        assertTrue(e.getMessage().contains("UTF-8") && e.getMessage().contains("encoding"), e.getMessage());
    }

    @Test
    void wrongEncodingDeepInTheFileIsRefusedToo() {
        byte[] head = ("a\n" + "x\n".repeat(200_000)).getBytes(StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(head, head.length + 2);
        all[head.length] = (byte) 0xff;
        all[head.length + 1] = '\n';
        CsvFormatException e = assertThrows(CsvFormatException.class, () -> {
            try (CsvTable table = open(all, CsvOptions.withDefaults())) {
                while (table.next() != null) {
                    // read on
                }
            }
        });
        assertTrue(e.getMessage().contains("encoding"), e.getMessage());
    }

    @Test
    void refusesAnEmptyFileAndAcceptsAHeaderAlone() throws IOException {
        assertTrue(refused("").getMessage().contains("empty"));
        try (CsvTable table = open("a,b\n")) {
            assertNull(table.next());
        }
    }

    @Test
    void refusesMissingFilesAndFolders() {
        assertTrue(assertThrows(
                        CsvFormatException.class,
                        () -> CsvTable.open(folder.resolve("absent.csv"), CsvOptions.withDefaults()))
                .getMessage()
                .contains("no file"));
        assertThrows(CsvFormatException.class, () -> CsvTable.open(folder, CsvOptions.withDefaults()));
    }

    @Test
    void raggedRowsAreNamedByLineNotByContent() {
        CsvFormatException e = refused("a,b\n1,2\nsecret\n");
        assertTrue(e.getMessage().startsWith("Line 3 has 1 fields, the header has 2"), e.getMessage());
        assertFalse(e.getMessage().contains("secret"));
        assertTrue(refused("a,b\n1,2,3\n").getMessage().contains("has 3 fields"));
    }

    @Test
    void refusesDuplicateAndEmptyColumnNames() {
        assertTrue(refused("a,b,a\n").getMessage().contains("Columns 1 and 3"));
        assertTrue(refused("a,,b\n").getMessage().contains("Column 2 has no name"));
    }

    @Test
    void refusesAFieldOfTenMegabytes() {
        CsvFormatException e = refused("a,b\n1,\"" + "x".repeat(10_000_000) + "\"\n");
        assertTrue(e.getMessage().contains("quote is not closed"), e.getMessage());
        assertFalse(e.getMessage().contains("xxx"));
    }

    @Test
    void refusesBrokenQuotes() {
        assertTrue(refused("a,b\n1,\"x\"y\n").getMessage().contains("line 2"));
        assertTrue(refused("a,b\n1,\"never closed\n2,3\n").getMessage().contains("line 2"));
    }

    @Test
    void codebookColumnsThatAreAbsentAreAllNamed() {
        Codebook codebook = Codebook.of(
                List.of(
                        Attribute.categorical("a", "x"),
                        Attribute.categorical("q", "x"),
                        Attribute.categorical("r", "x")),
                Codebook.Origin.PUBLIC);
        CsvFormatException e =
                assertThrows(CsvFormatException.class, () -> DatasetReader.columnsOf(codebook, List.of("a", "b")));
        assertTrue(e.getMessage().contains("\"q\", \"r\""), e.getMessage());
    }

    @Test
    void readsRecordsIntoCodes() throws IOException {
        Path file = folder.resolve("data.csv");
        Files.writeString(file, "b,extra,a\ny,1,x\nz,2,\n");
        Codebook codebook = Codebook.of(
                List.of(Attribute.categorical("a", "x"), Attribute.categorical("b", "y")), Codebook.Origin.PUBLIC);
        DatasetReader.Result result =
                DatasetReader.read(file, CsvOptions.withDefaults(), codebook, ProgressMonitor.NONE);
        assertEquals(2, result.dataset().rows());
        assertEquals(0, result.dataset().code(0, 0));
        assertEquals(2, result.dataset().code(1, 0));
        assertEquals(1, result.dataset().code(1, 1));
        assertEquals(2, result.report().issues().size());
    }

    @Test
    void readsAStreamAsAFile() throws IOException {
        byte[] text = "b,extra,a\ny,1,x\nz,2,\n".getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("same.csv");
        Files.write(file, text);
        Codebook codebook = Codebook.of(
                List.of(Attribute.categorical("a", "x"), Attribute.categorical("b", "y")), Codebook.Origin.PUBLIC);
        boolean[] isClosed = new boolean[1];
        InputStream stream = new ByteArrayInputStream(text) {
            @Override
            public void close() {
                isClosed[0] = true;
            }
        };
        DatasetReader.Result result =
                DatasetReader.read(stream, "upload", CsvOptions.withDefaults(), codebook, ProgressMonitor.NONE);
        DatasetReader.Result same = DatasetReader.read(file, CsvOptions.withDefaults(), codebook, ProgressMonitor.NONE);
        assertTrue(isClosed[0]);
        assertEquals(same.dataset().rows(), result.dataset().rows());
        for (int row = 0; row < 2; row++) {
            for (int a = 0; a < 2; a++) {
                assertEquals(same.dataset().code(row, a), result.dataset().code(row, a));
            }
        }
        CsvFormatException e = assertThrows(
                CsvFormatException.class,
                () -> DatasetReader.read(
                        new ByteArrayInputStream(new byte[0]),
                        "upload",
                        CsvOptions.withDefaults(),
                        codebook,
                        ProgressMonitor.NONE));
        assertTrue(e.getMessage().contains("upload"), e.getMessage());
    }

    @Test
    void cancelEndsReading() throws IOException {
        Path file = folder.resolve("long.csv");
        Files.writeString(file, "a\n" + "x\n".repeat(100_000));
        Codebook codebook = Codebook.of(List.of(Attribute.categorical("a", "x")), Codebook.Origin.PUBLIC);
        assertThrows(
                CanceledException.class,
                () -> DatasetReader.read(file, CsvOptions.withDefaults(), codebook, Canceled.MONITOR));
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvWriter writer = new CsvWriter(out, List.of("a", "b\"c", " d"))) {
            writer.write("x,y", "line\nbreak", null);
            writer.write("\u4e2d", " blank", "\"");
        }
        try (CsvTable table = open(out.toByteArray(), CsvOptions.withDefaults())) {
            assertEquals(List.of("a", "b\"c", " d"), table.header());
            assertArrayEquals(new String[] {"x,y", "line\nbreak", ""}, table.next());
            assertArrayEquals(new String[] {"\u4e2d", " blank", "\""}, table.next());
        }
    }
}
