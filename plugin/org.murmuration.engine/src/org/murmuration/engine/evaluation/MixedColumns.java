// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.murmuration.engine.internal.Checks;

/** Columns of numbers and texts that several tables share, so that equal texts have equal codes in all of them. */
public final class MixedColumns {
    private final List<Column> columns;
    private final List<Map<String, Integer>> codes;
    private final List<List<String>> texts;

    /**
     * A column.
     *
     * @param name as in the tables
     * @param isNumeric whether it holds numbers
     */
    public record Column(String name, boolean isNumeric) {}

    private MixedColumns(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.codes =
                columns.stream().<Map<String, Integer>>map(c -> new HashMap<>()).toList();
        this.texts = columns.stream().<List<String>>map(c -> new ArrayList<>()).toList();
    }

    /**
     * Columns.
     *
     * @param columns with distinct names, at least one
     * @return the columns, without any text known yet
     * @throws IllegalArgumentException when there is none, or two have the same name
     */
    public static MixedColumns of(List<Column> columns) {
        Checks.require(!columns.isEmpty(), "There is no column to compare.");
        Checks.require(
                columns.stream().map(Column::name).distinct().count() == columns.size(),
                "Two columns have the same name.");
        return new MixedColumns(columns);
    }

    /**
     * The columns.
     *
     * @return in order
     */
    public List<Column> columns() {
        return columns;
    }

    /**
     * Position of a column.
     *
     * @param name as in the tables
     * @return 0 or more
     * @throws IllegalArgumentException when there is none
     */
    public int indexOf(String name) {
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).name().equals(name)) {
                return c;
            }
        }
        throw new IllegalArgumentException("There is no column \"" + name + "\" in all tables.");
    }

    /**
     * The text that a code stands for.
     *
     * @param column position of a column of texts
     * @param code as in the tables, not NaN
     * @return the text
     */
    public String text(int column, double code) {
        return texts.get(column).get((int) code);
    }

    /** The code of a text; texts are numbered in the order in which they are first met, whatever table they are of. */
    int code(int column, String text) {
        Map<String, Integer> known = codes.get(column);
        Integer code = known.putIfAbsent(text, known.size());
        if (code == null) {
            texts.get(column).add(text);
            return known.size() - 1;
        }
        return code;
    }
}
