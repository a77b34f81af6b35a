// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import org.knime.core.data.DataRow;

/** Stand-in for the KNIME type of the same name. */
public interface RowAppender {
    void addRowToTable(DataRow dataRow);
}
