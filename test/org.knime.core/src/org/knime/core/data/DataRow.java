// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Stand-in for the KNIME type of the same name. */
public interface DataRow extends Iterable<DataCell> {
    DataCell getCell(int index);

    RowKey getKey();

    int getNumCells();

    default Stream<DataCell> stream() {
        return IntStream.range(0, getNumCells()).mapToObj(this::getCell);
    }
}
