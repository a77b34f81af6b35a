// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.aggregation.groups.PartialAggregate;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.random.KeyedHash;

/**
 * Feeds the rows of a table into statistics by group, one after the other; the table is never held.
 *
 * @param keys positions of the key columns
 * @param columns positions of the columns whose values are read, in the order of the plan
 * @param person position of the column of the privacy unit; -1 when each row is one
 * @param cohort position of the column that tells cohorts apart; -1 when all rows count
 * @param meanings attributes that say what the values of the columns mean; none when they are numbers as they are
 */
public record GroupInput(int[] keys, int[] columns, int person, int cohort, List<Attribute> meanings) {
    private static final int STRIDE = 4096;

    /**
     * Finds the columns.
     *
     * @param spec of the table
     * @param keys names of the key columns
     * @param columns names of the columns whose values are read
     * @param person name of the column of the privacy unit; empty when each row is one
     * @param cohort who the release is about
     * @return their positions
     * @throws InvalidSettingsException when the table lacks one
     */
    public static GroupInput of(
            DataTableSpec spec, List<String> keys, List<String> columns, String person, Cohort cohort)
            throws InvalidSettingsException {
        return new GroupInput(
                positions(spec, keys, "to group by"),
                positions(spec, columns, "to aggregate"),
                person.isEmpty() ? -1 : positions(spec, List.of(person), "of the person")[0],
                cohort.isAll() ? -1 : positions(spec, List.of(cohort.attribute()), "of the cohort")[0],
                List.of());
    }

    /**
     * The same columns with what a codebook says of their values.
     *
     * @param attributes one a column that is read, in order
     * @return where attributes with bins give their value and others their code
     */
    public GroupInput meaning(List<Attribute> attributes) {
        return new GroupInput(keys, columns, person, cohort, List.copyOf(attributes));
    }

    private static int[] positions(DataTableSpec spec, List<String> names, String role)
            throws InvalidSettingsException {
        int[] positions = new int[names.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = TableInput.columnOf(names.get(i), spec);
            if (positions[i] < 0) {
                throw new InvalidSettingsException("The table has no column \"" + names.get(i) + "\" " + role
                        + ". Correct the settings, or connect another table.");
            }
        }
        return positions;
    }

    /**
     * Reads all rows.
     *
     * @param table with the columns
     * @param into what they are added to
     * @param choice stands for persons without revealing them
     * @param fingerprint of the rows, for a ledger
     * @param who whose rows count
     * @param exec receives progress
     * @throws CanceledExecutionException when the user canceled
     * @throws InvalidSettingsException when a row does not say whose it is
     */
    public void read(
            BufferedDataTable table,
            PartialAggregate into,
            KeyedHash choice,
            Optional<Fingerprint> fingerprint,
            Cohort who,
            ExecutionMonitor exec)
            throws CanceledExecutionException, InvalidSettingsException {
        String[] key = new String[keys.length];
        double[] numbers = new double[columns.length];
        long[] identities = new long[columns.length];
        String[] texts = new String[columns.length];
        long row = 0;
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                DataRow cells = rows.next();
                if (row % STRIDE == 0) {
                    exec.checkCanceled();
                    exec.setProgress((double) row / Math.max(1, table.size()), () -> "Reading rows");
                }
                row++;
                if (cohort >= 0 && !who.values().contains(blankToEmpty(text(cells.getCell(cohort))))) {
                    continue;
                }
                for (int i = 0; i < key.length; i++) {
                    key[i] = text(cells.getCell(keys[i]));
                }
                for (int c = 0; c < numbers.length; c++) {
                    DataCell cell = cells.getCell(columns[c]);
                    texts[c] = text(cell);
                    numbers[c] = meanings.isEmpty() ? TableInput.number(cell) : meant(meanings.get(c), cell, texts[c]);
                    identities[c] = texts[c] == null ? 0 : identity(texts[c], choice) | 1;
                }
                String id = person < 0 ? "" : text(cells.getCell(person));
                if (id == null) {
                    throw new InvalidSettingsException(
                            "A row has no identifier of the person it belongs to. Fill the column, or remove such rows.");
                }
                id = id.toLowerCase(Locale.ROOT);
                if (fingerprint.isPresent()) {
                    fingerprint.get().add(bytes(id, key, texts));
                }
                into.add(
                        person < 0 ? row : identity(id, choice),
                        row,
                        into.keys().groupOf(key),
                        numbers,
                        identities);
            }
        }
    }

    /** The number that a codebook means: of attributes with bins the value, of others the code. */
    private static double meant(Attribute attribute, DataCell cell, String text) {
        if (attribute.bins().isEmpty()) {
            return cell instanceof DoubleValue d ? attribute.encodeNumber(d.getDoubleValue()) : attribute.encode(text);
        }
        if (text == null || attribute.missingValues().contains(text)) {
            return Double.NaN;
        }
        return cell instanceof StringValue
                ? attribute.bins().get().parse(text).orElse(Double.NaN)
                : TableInput.number(cell);
    }

    private static String blankToEmpty(String text) {
        return text == null ? "" : text;
    }

    /** Without blanks around it; null when missing or blank. */
    private static String text(DataCell cell) {
        String text = TableInput.text(cell);
        return text == null || text.isBlank() ? null : text.trim();
    }

    private static long identity(String text, KeyedHash choice) {
        // four characters a step, all of them under the key: nobody can make up texts that stand for one another
        long state = text.length();
        for (int i = 0; i < text.length(); i += 4) {
            long four = 0;
            for (int j = i; j < Math.min(i + 4, text.length()); j++) {
                four = four << 16 | text.charAt(j);
            }
            state = choice.of(state, four);
        }
        return state;
    }

    /** A row for the fingerprint: every part with its length in front. */
    private static byte[] bytes(String id, String[]... parts) {
        StringBuilder text = new StringBuilder();
        text.append(id.length()).append(':').append(id);
        for (String[] part : parts) {
            for (String p : part) {
                text.append(p == null ? "-" : p.length() + ":" + p).append(',');
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
