// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes RFC 4180 text in UTF-8 with a header. */
public final class CsvWriter implements Closeable {
    private final CSVPrinter printer;

    /**
     * Writes the header.
     *
     * @param out closed with this writer
     * @param header names of the columns
     * @throws IOException when writing fails
     */
    public CsvWriter(OutputStream out, List<String> header) throws IOException {
        printer = CSVFormat.RFC4180.print(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        printer.printRecord(header);
    }

    /**
     * Writes one record.
     *
     * @param values one a column; null is written as an empty field
     * @throws IOException when writing fails
     */
    public void write(Object... values) throws IOException {
        printer.printRecord(values);
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
