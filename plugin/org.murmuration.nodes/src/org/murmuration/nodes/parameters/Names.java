// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.parameters;

import java.util.Arrays;
import java.util.List;
import org.knime.core.node.InvalidSettingsException;
import org.murmuration.engine.evaluation.MixedColumns;

/** Names of columns in a text field, separated by semicolons. */
public final class Names {
    private Names() {}

    /**
     * Takes a text apart.
     *
     * @param text of the field, may be null
     * @return names without blanks around them, in order
     */
    public static List<String> list(String text) {
        return Arrays.stream((text == null ? "" : text).split(";"))
                .map(String::trim)
                .filter(n -> !n.isEmpty())
                .toList();
    }

    /**
     * Checks that columns are there.
     *
     * @param names what was typed
     * @param columns those that there are
     * @param role what the names are for, in words
     * @throws InvalidSettingsException when one is not there
     */
    public static void check(List<String> names, List<String> columns, String role) throws InvalidSettingsException {
        for (String name : names) {
            if (!columns.contains(name)) {
                throw new InvalidSettingsException(
                        "There is no column \"" + name + "\" for the " + role + ". Correct the settings.");
            }
        }
    }

    /**
     * Positions of named columns.
     *
     * @param text of the field, may be null
     * @param columns those that there are
     * @return positions in the order of the names
     * @throws InvalidSettingsException when one is not there
     */
    public static int[] positions(String text, MixedColumns columns) throws InvalidSettingsException {
        try {
            return list(text).stream().mapToInt(columns::indexOf).toArray();
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage() + " Correct the settings.", e);
        }
    }
}
