// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.csv;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A delimited file with a header, read record by record in constant memory.
 */
public final class CsvTable implements Closeable {
    private static final char[] CANDIDATES = {',', ';', '\t', '|'};
    private static final int SNIFFED = 1 << 16;

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final LimitedReader reader;
    private final List<String> header;
    private final CsvOptions options;

    private CsvTable(CSVParser parser, LimitedReader reader, List<String> header, CsvOptions options) {
        this.parser = parser;
        this.records = parser.iterator();
        this.reader = reader;
        this.header = header;
        this.options = options;
    }

    /**
     * Opens a file and reads its header.
     *
     * @param file the file
     * @param options how to read it
     * @return the table before its first record; close it
     * @throws CsvFormatException when the file is missing, empty, or its header cannot be used
     * @throws IOException when reading fails
     */
    public static CsvTable open(Path file, CsvOptions options) throws IOException {
        InputStream in;
        try {
            if (Files.isDirectory(file)) {
                throw new CsvFormatException(file + " is a folder. Give the path of a file.");
            }
            in = Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new CsvFormatException("There is no file at " + file + ". Check the path.", e);
        }
        return open(in, file.getFileName().toString(), options);
    }

    /**
     * Opens a stream and reads its header.
     *
     * @param stream read to its end and closed with the table
     * @param name used in messages
     * @param options how to read it
     * @return the table before its first record; close it
     * @throws CsvFormatException when the stream is empty or its header cannot be used
     * @throws IOException when reading fails
     */
    public static CsvTable open(InputStream stream, String name, CsvOptions options) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stream, SNIFFED);
        try {
            Charset charset = byteOrderMark(in).orElse(options.charset());
            LimitedReader reader = new LimitedReader(
                    new java.io.InputStreamReader(
                            in,
                            charset.newDecoder()
                                    .onMalformedInput(CodingErrorAction.REPORT)
                                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
                    4L * options.maxFieldLength());
            java.io.BufferedReader buffered = new java.io.BufferedReader(reader, SNIFFED);
            char delimiter =
                    options.delimiter().isPresent() ? options.delimiter().get() : detect(buffered);
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(delimiter)
                    .setIgnoreEmptyLines(true)
                    .build();
            CSVParser parser = format.parse(buffered);
            CsvTable table = new CsvTable(parser, reader, new ArrayList<>(), options);
            table.readHeader(name);
            return table;
        } catch (CharacterCodingException e) {
            in.close();
            throw wrongEncoding(1, options, e);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static CsvFormatException wrongEncoding(long line, CsvOptions options, Exception cause) {
        return new CsvFormatException(
                "Near line " + line + " there are bytes that are not "
                        + options.charset().name()
                        + " text. Choose the encoding in which the file was saved, for example windows-1252.",
                cause);
    }

    private static Optional<Charset> byteOrderMark(BufferedInputStream in) throws IOException {
        in.mark(3);
        byte[] start = in.readNBytes(3);
        in.reset();
        if (start.length >= 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF) {
            in.skipNBytes(3);
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
            in.skipNBytes(2);
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if (start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
            in.skipNBytes(2);
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return Optional.empty();
    }

    private static char detect(java.io.BufferedReader in) throws IOException {
        in.mark(SNIFFED);
        int[] counts = new int[CANDIDATES.length];
        boolean quoted = false;
        for (int i = 0; i < SNIFFED - 1; i++) {
            int c = in.read();
            if (c < 0 || c == '\n' && !quoted) {
                break;
            }
            if (c == '"') {
                quoted = !quoted;
            }
            for (int k = 0; k < CANDIDATES.length && !quoted; k++) {
                if (c == CANDIDATES[k]) {
                    counts[k]++;
                }
            }
        }
        in.reset();
        int best = 0;
        for (int k = 1; k < counts.length; k++) {
            if (counts[k] > counts[best]) {
                best = k;
            }
        }
        return CANDIDATES[best];
    }

    private void readHeader(String name) throws IOException {
        String[] names = next();
        if (names == null) {
            throw new CsvFormatException(
                    "The file " + name + " is empty. It needs a first line with the names of the columns.");
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            if (names[i].isBlank()) {
                throw new CsvFormatException("Column " + (i + 1) + " has no name. Name it in the first line.");
            }
            Integer before = seen.put(names[i].trim(), i);
            if (before != null) {
                throw new CsvFormatException("Columns " + (before + 1) + " and " + (i + 1) + " have the same name \""
                        + names[i].trim() + "\". Rename one of them in the first line.");
            }
            header.add(names[i]);
        }
    }

    /**
     * Names of the columns.
     *
     * @return distinct, none empty, in order
     */
    public List<String> header() {
        return List.copyOf(header);
    }

    /**
     * Reads the next record.
     *
     * @return one text a column, or null after the last record
     * @throws CsvFormatException when the record has too many or too few fields, a field is too long, or bytes do not
     *     fit the encoding
     * @throws IOException when reading fails
     */
    public String[] next() throws IOException {
        long line = parser.getCurrentLineNumber() + 1;
        CSVRecord record;
        try {
            reader.startRecord();
            if (!records.hasNext()) {
                return null;
            }
            record = records.next();
        } catch (UncheckedIOException e) {
            throw translate(e.getCause(), line);
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof IOException io) {
                throw translate(io, line);
            }
            throw e;
        }
        int columns = record.size();
        if (!header.isEmpty() && columns != header.size()) {
            throw new CsvFormatException("Line " + line + " has " + columns + " fields, the header has " + header.size()
                    + ". Mend the line, or choose the right delimiter.");
        }
        String[] values = new String[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = record.get(i);
            if (values[i].length() > options.maxFieldLength()) {
                throw tooLong(line);
            }
        }
        return values;
    }

    private IOException translate(IOException e, long line) {
        if (e instanceof CharacterCodingException) {
            return wrongEncoding(line, options, e);
        }
        if (e instanceof FieldLimitException) {
            return tooLong(line);
        }
        return new CsvFormatException(
                "The record that begins in line " + line + " cannot be read: a quote is not closed or is followed by"
                        + " other text. Mend the line.",
                e);
    }

    private CsvFormatException tooLong(long line) {
        return new CsvFormatException("The record that begins in line " + line + " has a field of more than "
                + options.maxFieldLength() + " characters; probably a quote is not closed. Mend the line.");
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** Ends the reading of a record that grows past a limit, before it fills the memory. */
    private static final class LimitedReader extends Reader {
        private final Reader in;
        private final long limit;
        private long sinceRecord;

        LimitedReader(Reader in, long limit) {
            this.in = in;
            this.limit = limit + 2L * SNIFFED;
        }

        void startRecord() {
            sinceRecord = 0;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            sinceRecord += Math.max(0, n);
            if (sinceRecord > limit) {
                throw new FieldLimitException();
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static final class FieldLimitException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
