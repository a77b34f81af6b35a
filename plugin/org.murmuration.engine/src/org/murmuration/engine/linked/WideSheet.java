// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.internal.Checks;

/**
 * One wide sheet whose columns repeat for each child, named prefix, number, attribute: {@code perpetrator_1_gender}.
 */
public final class WideSheet {
    private final int[][] columns;

    private WideSheet(int[][] columns) {
        this.columns = columns;
    }

    /**
     * Finds the repeated columns.
     *
     * @param header names of the sheet's columns
     * @param prefix what stands before the number, for example "perpetrator"; a separator between name and number may
     *     be "_", ".", "-", a blank or nothing
     * @param children codebook of the children
     * @return the places of each child's values
     * @throws IllegalArgumentException when no column is found, or two columns stand for the same place
     */
    public static WideSheet of(List<String> header, String prefix, Codebook children) {
        Pattern pattern = Pattern.compile(
                Pattern.quote(prefix.trim()) + "[_.\\- ]?(\\d{1,4})[_.\\- ]?(\\D.*)", Pattern.CASE_INSENSITIVE);
        List<String> names =
                children.attributes().stream().map(a -> a.name().trim()).toList();
        TreeMap<Integer, int[]> places = new TreeMap<>();
        for (int c = 0; c < header.size(); c++) {
            Matcher m = pattern.matcher(header.get(c).trim());
            int field = m.matches() ? names.indexOf(m.group(2).trim()) : -1;
            if (field >= 0) {
                int[] place = places.computeIfAbsent(Integer.valueOf(m.group(1)), n -> absent(names.size()));
                Checks.require(
                        place[field] < 0,
                        "Two columns stand for \"" + names.get(field) + "\" of number " + m.group(1) + ". Rename one.");
                place[field] = c;
            }
        }
        Checks.require(
                !places.isEmpty(),
                "No column is named like \"" + prefix.trim() + "_1_" + names.get(0)
                        + "\": the prefix, a number, and an attribute of the codebook of children. Check the prefix.");
        return new WideSheet(places.values().toArray(int[][]::new));
    }

    private static int[] absent(int size) {
        int[] place = new int[size];
        Arrays.fill(place, -1);
        return place;
    }

    /**
     * How many children have columns.
     *
     * @return at least 1
     */
    public int places() {
        return columns.length;
    }

    /**
     * The children of one row: every place of which at least one value is there.
     *
     * @param cells texts of the row, null or blank when missing
     * @return values in the order of the codebook
     */
    public List<String[]> children(String[] cells) {
        List<String[]> family = new ArrayList<>();
        for (int[] place : columns) {
            String[] child = new String[place.length];
            boolean isThere = false;
            for (int f = 0; f < place.length; f++) {
                child[f] = place[f] < 0 ? null : cells[place[f]];
                isThere |= child[f] != null && !child[f].isBlank();
            }
            if (isThere) {
                family.add(child);
            }
        }
        return family;
    }
}
