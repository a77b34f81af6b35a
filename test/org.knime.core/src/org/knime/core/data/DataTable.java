// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** Stand-in for the KNIME type of the same name. */
public interface DataTable extends Iterable<DataRow> {
    DataTableSpec getDataTableSpec();

    @Override
    RowIterator iterator();
}
