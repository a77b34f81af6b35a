// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.dataset;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.murmuration.engine.internal.Checks;

/**
 * A table coded against a domain: one code a cell, column by column. Immutable.
 *
 * <p>Sensitive when made from sensitive records; the class itself makes no promise.
 */
public final class Dataset {
    private final Domain domain;
    private final CodeColumn[] columns;
    private final int rows;

    private Dataset(Domain domain, CodeColumn[] columns, int rows) {
        this.domain = domain;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * A data set of given codes.
     *
     * @param domain its coded attributes
     * @param codes one array a coded attribute, all of the same length; copied
     * @return the data set
     * @throws IllegalArgumentException when a code lies outside the domain or the lengths differ
     */
    public static Dataset of(Domain domain, int[]... codes) {
        Checks.require(codes.length == domain.size(), "There must be one array of codes per attribute.");
        int rows = codes.length == 0 ? 0 : codes[0].length;
        CodeColumn[] columns = new CodeColumn[codes.length];
        for (int a = 0; a < codes.length; a++) {
            Checks.require(codes[a].length == rows, "All arrays of codes must have the same length.");
            int size = domain.attribute(a).size();
            columns[a] = new CodeColumn(size, rows);
            for (int code : codes[a]) {
                Checks.require(code >= 0 && code < size, "A code lies outside the domain of an attribute.");
                columns[a].add(code);
            }
        }
        return new Dataset(domain, columns, rows);
    }

    /**
     * Starts a data set that is filled record by record.
     *
     * @param codebook what the values are coded against
     * @return a builder
     */
    public static Builder builder(Codebook codebook) {
        return new Builder(codebook);
    }

    /**
     * The coded attributes.
     *
     * @return the domain
     */
    public Domain domain() {
        return domain;
    }

    /**
     * Number of records.
     *
     * @return at least 0
     */
    public int rows() {
        return rows;
    }

    /**
     * One code.
     *
     * @param row 0 .. rows - 1
     * @param attribute position in the domain
     * @return 0 .. size of the attribute - 1
     */
    public int code(int row, int attribute) {
        return columns[attribute].get(row);
    }

    /**
     * Copies codes of one attribute, for hot loops.
     *
     * @param attribute position in the domain
     * @param from first row
     * @param count number of rows
     * @param target receives the codes at 0 .. count - 1
     */
    public void copyCodes(int attribute, int from, int count, int[] target) {
        columns[attribute].copyTo(from, count, target);
    }

    /**
     * The records whose code of one attribute passes a test, in order.
     *
     * @param attribute index of the attribute
     * @param test tells the codes to keep
     * @return a new data set
     */
    public Dataset where(int attribute, java.util.function.IntPredicate test) {
        CodeColumn[] kept = new CodeColumn[columns.length];
        for (int a = 0; a < kept.length; a++) {
            kept[a] = new CodeColumn(domain.attribute(a).size(), 16);
        }
        int count = 0;
        for (int r = 0; r < rows; r++) {
            if (test.test(columns[attribute].get(r))) {
                for (int a = 0; a < kept.length; a++) {
                    kept[a].add(columns[a].get(r));
                }
                count++;
            }
        }
        return new Dataset(domain, kept, count);
    }

    /** Codes values record by record and counts what does not fit the codebook. */
    public static final class Builder {
        private final Codebook codebook;
        private final Domain domain;
        private final CodeColumn[] columns;
        private final int[] firstColumn;
        private final Pattern[] separators;
        private final ValidationReport.Builder report;
        private int rows;

        private Builder(Codebook codebook) {
            this.codebook = codebook;
            this.domain = codebook.domain();
            this.report = new ValidationReport.Builder(codebook);
            this.columns = new CodeColumn[domain.size()];
            this.firstColumn = new int[codebook.attributes().size()];
            this.separators = new Pattern[firstColumn.length];
            Arrays.fill(firstColumn, -1);
            for (int c = 0; c < columns.length; c++) {
                columns[c] = new CodeColumn(domain.attribute(c).size(), 1024);
                if (firstColumn[domain.fieldOf(c)] < 0) {
                    firstColumn[domain.fieldOf(c)] = c;
                }
            }
            for (int f = 0; f < separators.length; f++) {
                int field = f;
                codebook.attributes()
                        .get(f)
                        .separator()
                        .ifPresent(s -> separators[field] = Pattern.compile(Pattern.quote(s)));
            }
        }

        /**
         * Adds one record.
         *
         * @param values one text a codebook attribute in its order, null when missing
         * @throws IllegalArgumentException when the number of values is wrong
         */
        public void add(String... values) {
            Checks.require(values.length == firstColumn.length, "A record needs one value per attribute.");
            for (int f = 0; f < values.length; f++) {
                addText(f, values[f]);
            }
            endRow();
        }

        /**
         * Adds the value of one attribute of the record at hand; call once per attribute, then {@link #endRow}.
         *
         * @param field position in the codebook
         * @param value text, or null when missing
         */
        public void addText(int field, String value) {
            Attribute attribute = codebook.attributes().get(field);
            if (separators[field] == null) {
                int code = attribute.encode(value);
                report.count(field, attribute, code, value);
                columns[firstColumn[field]].add(code);
            } else {
                addSeveral(field, attribute, value);
            }
        }

        /**
         * Adds a number or day as the value of one attribute of the record at hand.
         *
         * @param field position in the codebook
         * @param value number, or days since 1970-01-01
         */
        public void addNumber(int field, double value) {
            Attribute attribute = codebook.attributes().get(field);
            if (separators[field] != null) {
                addText(field, Double.toString(value));
                return;
            }
            int code = attribute.encodeNumber(value);
            report.count(field, attribute, code, "number");
            columns[firstColumn[field]].add(code);
        }

        private void addSeveral(int field, Attribute attribute, String value) {
            int first = firstColumn[field];
            int n = attribute.categories().size();
            boolean missing = value == null || attribute.missingValues().contains(value);
            boolean[] present = new boolean[n];
            if (!missing) {
                for (String part : separators[field].split(value)) {
                    int code = attribute.encode(part.trim());
                    if (code < n) {
                        present[code] = true;
                    } else {
                        report.count(field, attribute, attribute.otherCode(), part);
                    }
                }
            } else {
                report.count(field, attribute, attribute.missingCode(), value);
            }
            for (int c = 0; c < n; c++) {
                Attribute indicator = domain.attribute(first + c);
                columns[first + c].add(missing ? indicator.missingCode() : present[c] ? 1 : 0);
            }
        }

        /** Ends the record at hand. */
        public void endRow() {
            rows = Math.addExact(rows, 1);
        }

        /**
         * What did not fit the codebook so far. Private: it counts records.
         *
         * @return the report
         */
        public ValidationReport report() {
            return report.build(rows);
        }

        /**
         * Ends the data set; the builder must not be used afterwards.
         *
         * @return the data set
         */
        public Dataset build() {
            for (CodeColumn column : columns) {
                column.trim();
            }
            return new Dataset(domain, columns, rows);
        }
    }
}
