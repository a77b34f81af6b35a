// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.ValidationReport;
import org.murmuration.engine.progress.ProgressMonitor;

/** Reads a delimited file straight into codes; a cell costs its code, not its text. */
public final class DatasetReader {
    private static final int STRIDE = 8192;

    private DatasetReader() {}

    /**
     * What was read.
     *
     * @param dataset the coded records
     * @param report what did not fit the codebook; private
     */
    public record Result(Dataset dataset, ValidationReport report) {}

    /**
     * Reads a file against a codebook. Columns that the codebook lacks are passed over.
     *
     * @param file the file
     * @param options how to read it
     * @param codebook what the values are coded against
     * @param monitor receives progress
     * @return coded records and the private report
     * @throws CsvFormatException when the file does not fit
     * @throws IOException when reading fails
     */
    public static Result read(Path file, CsvOptions options, Codebook codebook, ProgressMonitor monitor)
            throws IOException {
        return read(CsvTable.open(file, options), codebook, monitor);
    }

    /**
     * Reads a stream against a codebook, as {@link #read(Path, CsvOptions, Codebook, ProgressMonitor)} a file.
     *
     * @param stream read to its end and closed
     * @param name used in messages
     * @param options how to read it
     * @param codebook what the values are coded against
     * @param monitor receives progress
     * @return coded records and the private report
     * @throws CsvFormatException when the stream does not fit
     * @throws IOException when reading fails
     */
    public static Result read(
            InputStream stream, String name, CsvOptions options, Codebook codebook, ProgressMonitor monitor)
            throws IOException {
        return read(CsvTable.open(stream, name, options), codebook, monitor);
    }

    private static Result read(CsvTable opened, Codebook codebook, ProgressMonitor monitor) throws IOException {
        try (CsvTable table = opened) {
            int[] columns = columnsOf(codebook, table.header());
            Dataset.Builder builder = Dataset.builder(codebook);
            long rows = 0;
            for (String[] record = table.next(); record != null; record = table.next()) {
                for (int f = 0; f < columns.length; f++) {
                    builder.addText(f, record[columns[f]]);
                }
                builder.endRow();
                if (++rows % STRIDE == 0) {
                    monitor.checkCanceled();
                    monitor.report(0, "Reading records");
                }
            }
            monitor.report(1, "Reading records");
            return new Result(builder.build(), builder.report());
        }
    }

    /**
     * Finds the columns of a codebook in a header.
     *
     * @param codebook what is looked for
     * @param header names of the columns
     * @return one position per attribute of the codebook
     * @throws CsvFormatException when the codebook names a column that is absent; all such are listed
     */
    public static int[] columnsOf(Codebook codebook, List<String> header) throws CsvFormatException {
        List<String> absent = new ArrayList<>();
        int[] columns = new int[codebook.attributes().size()];
        for (int f = 0; f < columns.length; f++) {
            Attribute attribute = codebook.attributes().get(f);
            columns[f] = header.indexOf(attribute.name());
            if (columns[f] < 0) {
                absent.add("\"" + attribute.name() + "\"");
            }
        }
        if (!absent.isEmpty()) {
            throw new CsvFormatException("The codebook names columns that the file lacks: " + String.join(", ", absent)
                    + ". Use the codebook that belongs to this file, or rename the columns.");
        }
        return columns;
    }
}
