// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.murmuration.engine.json.JsonObject;

/** Real and synthetic tables with reference values; see PROVENANCE.md beside them. */
public final class AdultPairs {
    private static final Set<String> NUMERIC = Set.of(
            "age",
            "fnlwgt",
            "education-num",
            "capital-gain",
            "capital-loss",
            "hours-per-week",
            "AGEP",
            "POVPIP",
            "PINCP",
            "PWGTP",
            "WGTP");

    /** Names of the synthetic tables. */
    public static final List<String> VARIANTS = List.of("bootstrap", "indep", "noise50", "uniform");

    /** Columns of all tables. */
    public static final MixedColumns COLUMNS = columns("real.csv");

    private AdultPairs() {}

    private static final MixedColumns LARGE = columns("adult8k_real.csv.gz");
    private static final MixedColumns SURVEY = columns("ma2019_real.csv.gz");

    private static MixedColumns columns(String file) {
        return MixedColumns.of(
                Arrays.stream(resource(file).lines().findFirst().orElseThrow().split(","))
                        .map(n -> new MixedColumns.Column(n, NUMERIC.contains(n)))
                        .toList());
    }

    private static String resource(String name) {
        try (InputStream in = AdultPairs.class.getResourceAsStream("risk/" + name)) {
            byte[] bytes = name.endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file of reference values. */
    public static JsonObject json(String file) throws IOException {
        return JsonObject.parse(resource(file));
    }

    /** A table. */
    public static MixedRecords table(String file) {
        return table(file, COLUMNS);
    }

    /** A table of eight thousand records. */
    public static MixedRecords large(String file) {
        return table(file, LARGE);
    }

    /** A table of the excerpt of the American Community Survey. */
    public static MixedRecords survey(String variant) {
        return table("ma2019_" + variant + ".csv.gz", SURVEY);
    }

    private static MixedRecords table(String file, MixedColumns columns) {
        MixedRecords.Builder table = MixedRecords.of(columns);
        resource(file).lines().skip(1).forEach(line -> {
            String[] cells = line.split(",", -1);
            for (int c = 0; c < cells.length; c++) {
                String cell = cells[c].isEmpty() ? null : cells[c];
                if (columns.columns().get(c).isNumeric()) {
                    table.number(c, cell == null ? Double.NaN : Double.parseDouble(cell));
                } else {
                    table.text(c, cell);
                }
            }
            table.endRow();
        });
        return table.build();
    }
}
