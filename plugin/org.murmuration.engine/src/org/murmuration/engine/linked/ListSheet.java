// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.internal.Checks;

/**
 * One sheet whose cells list the values of all children of a row: {@code Male;Female}.
 *
 * <p>The longest list of a row says how many children there are. Lists of that length go with the children in order; a
 * list of one entry holds for all of them; in any other list the entries go to the first children and the rest are
 * missing, because nobody knows whose they are.
 */
public final class ListSheet {
    private final int[] columns;
    private final Pattern separator;

    private ListSheet(int[] columns, Pattern separator) {
        this.columns = columns;
        this.separator = separator;
    }

    /**
     * Finds the columns of children.
     *
     * @param header names of the sheet's columns
     * @param separator what separates entries, not empty
     * @param children codebook of the children
     * @return the columns
     * @throws IllegalArgumentException when columns are absent; all are named
     */
    public static ListSheet of(List<String> header, String separator, Codebook children) {
        Checks.require(
                separator != null && !separator.isEmpty(),
                "Say what separates the entries of a list, for example a semicolon.");
        List<String> names = header.stream().map(String::trim).toList();
        List<String> absent = new ArrayList<>();
        int[] columns = new int[children.attributes().size()];
        for (int f = 0; f < columns.length; f++) {
            String name = children.attributes().get(f).name();
            columns[f] = names.indexOf(name.trim());
            if (columns[f] < 0) {
                absent.add("\"" + name + "\"");
            }
        }
        Checks.require(
                absent.isEmpty(),
                "The sheet has no column " + String.join(", ", absent) + ", which the codebook of children names.");
        return new ListSheet(columns, Pattern.compile(Pattern.quote(separator)));
    }

    /**
     * The children of one row.
     *
     * @param cells texts of the row, null or blank when missing
     * @return values in the order of the codebook; empty when no column has an entry
     */
    public List<String[]> children(String[] cells) {
        String[][] lists = new String[columns.length][];
        int most = 0;
        for (int f = 0; f < columns.length; f++) {
            String text = cells[columns[f]];
            lists[f] = text == null || text.isBlank() ? new String[0] : separator.split(text, -1);
            most = Math.max(most, lists[f].length);
        }
        List<String[]> family = new ArrayList<>();
        for (int c = 0; c < most; c++) {
            String[] child = new String[columns.length];
            for (int f = 0; f < columns.length; f++) {
                child[f] = entry(lists[f], c);
            }
            family.add(child);
        }
        return family;
    }

    /** The entry of a child, null when it is missing. */
    private static String entry(String[] list, int child) {
        int i = list.length == 1 ? 0 : child;
        return i >= list.length || list[i].isBlank() ? null : list[i].trim();
    }
}
