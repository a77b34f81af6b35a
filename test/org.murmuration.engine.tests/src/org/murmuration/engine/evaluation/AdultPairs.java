// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Real and synthetic tables with reference values; see PROVENANCE.md beside them. */
public final class AdultPairs {
    private static final Set<String> NUMERIC =
            Set.of("age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week");

    /** Names of the synthetic tables. */
    public static final List<String> VARIANTS = List.of("bootstrap", "indep", "noise50", "uniform");

    /** Columns of all tables. */
    public static final MixedColumns COLUMNS = MixedColumns.of(
            Arrays.stream(resource("real.csv").lines().findFirst().orElseThrow().split(","))
                    .map(n -> new MixedColumns.Column(n, NUMERIC.contains(n)))
                    .toList());

    private AdultPairs() {}

    private static String resource(String name) {
        try (var in = AdultPairs.class.getResourceAsStream("risk/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file of reference values. */
    public static JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(resource(file));
    }

    /** A table. */
    public static MixedRecords table(String file) {
        MixedColumns.Builder table = COLUMNS.table();
        resource(file).lines().skip(1).forEach(line -> {
            String[] cells = line.split(",", -1);
            for (int c = 0; c < cells.length; c++) {
                String cell = cells[c].isEmpty() ? null : cells[c];
                if (COLUMNS.columns().get(c).isNumeric()) {
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
