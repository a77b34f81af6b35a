// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import org.knime.core.data.DataColumnSpec;

/** Stand-in for the KNIME type of the same name. */
public record TypedStringChoice(String id, String text, PossibleTypeValue type) {
    public static TypedStringChoice fromColSpec(DataColumnSpec dataColumnSpec) {
        return new TypedStringChoice(
                dataColumnSpec.getName(),
                dataColumnSpec.getName(),
                new PossibleTypeValue(
                        dataColumnSpec.getType().getIdentifier(),
                        dataColumnSpec.getType().getName()));
    }

    /** Stand-in for the KNIME type of the same name. */
    public record PossibleTypeValue(String id, String text) {}
}
