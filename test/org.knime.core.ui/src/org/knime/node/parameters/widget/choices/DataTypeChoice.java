// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import org.knime.core.data.DataType;

/** Stand-in for the KNIME type of the same name. */
public record DataTypeChoice(DataType id, String text) {
    public static DataTypeChoice fromDataType(DataType dataType) {
        return new DataTypeChoice(dataType, dataType.getName());
    }
}
