// SPDX-License-Identifier: Apache-2.0
package org.murmuration.workbench;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;

/** Prints what a newcomer wants to see of a run. */
final class Summary {
    private Summary() {}

    /** Prints the first rows of a node's first output table; the request reads "Node name=ROWS". */
    static void table(String request, List<NodeResult> results, PrintStream out) {
        int equals = request.lastIndexOf('=');
        String name = equals < 0 ? request : request.substring(0, equals);
        int rows = equals < 0 ? 10 : Integer.parseInt(request.substring(equals + 1));
        for (NodeResult result : results) {
            if (result.node().name().equals(name)
                    && !result.outputs().isEmpty()
                    && result.outputs().get(0) instanceof BufferedDataTable table) {
                out.println(name + ", "
                        + String.join(" | ", table.getDataTableSpec().getColumnNames()));
                int printed = 0;
                for (DataRow row : table) {
                    if (printed++ == rows) {
                        break;
                    }
                    StringJoiner text = new StringJoiner(" | ", "  ", "");
                    for (DataCell cell : row) {
                        text.add(text(cell));
                    }
                    out.println(text);
                }
            }
        }
    }

    private static String text(DataCell cell) {
        if (cell.isMissing()) {
            return "-";
        }
        return cell instanceof DoubleValue d && d.getDoubleValue() != Math.rint(d.getDoubleValue())
                ? String.format(Locale.ROOT, "%.4f", d.getDoubleValue())
                : cell.toString();
    }

    /** Prints one text of a JSON file; the request reads "FILE#key". */
    static void json(String request, PrintStream out) throws IOException {
        int hash = request.lastIndexOf('#');
        Path file = Path.of(request.substring(0, hash));
        out.println(file.toAbsolutePath().normalize() + ":");
        out.println("  "
                + JsonParser.parseString(Files.readString(file))
                        .getAsJsonObject()
                        .get(request.substring(hash + 1))
                        .getAsString());
    }
}
