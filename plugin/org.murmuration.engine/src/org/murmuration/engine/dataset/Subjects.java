// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.murmuration.engine.internal.Capacity;
import org.murmuration.engine.internal.Checks;

/** Which rows of a table belong to the same person. Sensitive. */
public final class Subjects {
    private final int[] numbers;
    private final int count;

    private Subjects(int[] numbers, int count) {
        this.numbers = numbers;
        this.count = count;
    }

    /** Takes identifiers row by row. */
    public static final class Builder {
        private final Map<String, Integer> known = new HashMap<>();
        private int[] numbers = new int[1024];
        private int size;

        /**
         * Adds the identifier of the next row. Blanks at its ends and the case of letters do not matter.
         *
         * @param id identifier, or null when it is missing
         * @throws IllegalArgumentException when it is missing or blank
         */
        public void add(String id) {
            Checks.require(
                    id != null && !id.isBlank(),
                    "A row has no identifier of the person it belongs to. Fill the column, or remove such rows.");
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, Capacity.after(size));
            }
            String key = String.valueOf(id).trim().toLowerCase(Locale.ROOT);
            Integer number = known.putIfAbsent(key, known.size());
            numbers[size++] = number == null ? known.size() - 1 : number;
        }

        /**
         * Ends the list.
         *
         * @return persons by row
         */
        public Subjects build() {
            return new Subjects(Arrays.copyOf(numbers, size), known.size());
        }
    }

    /**
     * Number of persons.
     *
     * @return at least 0
     */
    public int count() {
        return count;
    }

    /**
     * One row for each person: what is missing in one of their rows is taken from another; entries of lists are united.
     *
     * @param data rows
     * @return one row a person
     * @throws IllegalArgumentException when the rows of a person have different values of an attribute that holds one,
     *     naming all such attributes
     */
    public Dataset joined(Dataset data) {
        Checks.require(data.rows() == numbers.length, "There must be one identifier a row.");
        Domain domain = data.domain();
        int[][] codes = new int[domain.size()][count];
        List<String> conflicts = new ArrayList<>();
        for (int a = 0; a < codes.length; a++) {
            Attribute attribute = domain.attribute(a);
            boolean isList = domain.categoryOf(a) >= 0;
            int missing = attribute.missingCode();
            Arrays.fill(codes[a], -1);
            boolean conflict = false;
            for (int r = 0; r < numbers.length; r++) {
                int before = codes[a][numbers[r]];
                int code = data.code(r, a);
                if (before < 0 || before == missing) {
                    codes[a][numbers[r]] = code;
                } else if (code != before && code != missing) {
                    conflict |= !isList;
                    codes[a][numbers[r]] = Math.max(code, before); // of "no" and "yes"
                }
            }
            if (conflict) {
                conflicts.add("\"" + attribute.name() + "\"");
            }
        }
        Checks.require(
                conflicts.isEmpty(),
                "A person has rows with different values of " + String.join(", ", conflicts)
                        + ". Give these attributes a separator in the codebook, so that they hold several values, or leave"
                        + " the rows as they are and bound their number.");
        return Dataset.of(domain, codes);
    }

    /**
     * The first rows of each person. Which these are depends on their rows alone, as a guarantee for persons needs it,
     * and is the same every time.
     *
     * @param data rows
     * @param rows most of one person, at least 1
     * @return the rows that stay, in order
     */
    public Dataset bounded(Dataset data, int rows) {
        Checks.require(data.rows() == numbers.length, "There must be one identifier a row.");
        Checks.require(rows >= 1, "There must be at least one row for each person.");
        int[] taken = new int[count];
        int[] kept = new int[numbers.length];
        int n = 0;
        for (int r = 0; r < numbers.length; r++) {
            if (taken[numbers[r]]++ < rows) {
                kept[n++] = r;
            }
        }
        int[][] codes = new int[data.domain().size()][n];
        for (int a = 0; a < codes.length; a++) {
            for (int i = 0; i < n; i++) {
                codes[a][i] = data.code(kept[i], a);
            }
        }
        return Dataset.of(data.domain(), codes);
    }
}
