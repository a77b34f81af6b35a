// SPDX-License-Identifier: Apache-2.0
package org.murmuration.workbench;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.webui.node.view.NodeView;
import org.murmuration.standin.ui.PageHolder;

/** Writes views as standalone pages and tables as CSV. */
public final class ResultExport {
    private static final String DATA = "<script type=\"application/json\" id=\"murmuration-data\"></script>";

    private final Path folder;

    /** Writes into a folder, which is created. */
    public ResultExport(Path folder) {
        this.folder = folder;
    }

    /** Writes the view of an executed node; gives the file, or null if the node has no view. */
    public Path view(NodeResult result) throws IOException {
        if (result.state() != NodeResult.State.EXECUTED || !result.factory().hasNodeView()) {
            return null;
        }
        Files.createDirectories(folder);
        Path file = folder.resolve(fileName(result) + ".html");
        Files.writeString(file, page(result), StandardCharsets.UTF_8);
        return file;
    }

    /** The page of a view with its data inside. */
    public static String page(NodeResult result) throws IOException {
        NodeView view = result.factory().createNodeView(result.model());
        String html;
        try (InputStream in = ((PageHolder) view).getPage().getInputStream()) {
            html = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String data =
                view.createInitialDataService().map(s -> s.getInitialData()).orElse("{\"result\":{}}");
        JsonElement json = JsonParser.parseString(data).getAsJsonObject().get("result");
        if (json == null) {
            throw new IOException("The view of \"" + result.node().name() + "\" has no data.");
        }
        // "</" would end the script element early
        return html.replace(DATA, DATA.replace("></", ">" + json.toString().replace("</", "<\\/") + "</"));
    }

    /** Writes all output tables of a node; gives the files. */
    public List<Path> tables(NodeResult result) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int port = 0; port < result.outputs().size(); port++) {
            if (result.outputs().get(port) instanceof BufferedDataTable table) {
                Files.createDirectories(folder);
                Path file = folder.resolve(
                        fileName(result) + " - " + result.factory().getOutportName(port) + ".csv");
                write(table, file);
                files.add(file);
            }
        }
        return files;
    }

    private static String fileName(NodeResult result) {
        return result.node().name() + " (" + result.node().id() + ")";
    }

    private static void write(BufferedDataTable table, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                CSVPrinter csv = CSVFormat.RFC4180.print(writer)) {
            csv.printRecord((Object[]) table.getDataTableSpec().getColumnNames());
            for (DataRow row : table) {
                Object[] values = new Object[row.getNumCells()];
                for (int i = 0; i < values.length; i++) {
                    DataCell cell = row.getCell(i);
                    values[i] = cell.isMissing() ? null : cell.toString();
                }
                csv.printRecord(values);
            }
        }
    }
}
