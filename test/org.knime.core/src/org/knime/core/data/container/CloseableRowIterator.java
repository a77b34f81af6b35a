// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import java.io.Closeable;
import java.util.Collections;
import java.util.Iterator;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowIterator;

/** Stand-in for the KNIME type of the same name. */
public abstract class CloseableRowIterator extends RowIterator implements Closeable {
    public CloseableRowIterator() {}

    @Override
    public abstract void close();

    public static CloseableRowIterator empty() {
        return wrap(Collections.emptyIterator());
    }

    public static CloseableRowIterator wrap(Iterator<? extends DataRow> iterator) {
        return new CloseableRowIterator() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public DataRow next() {
                return iterator.next();
            }

            @Override
            public void close() {
                // nothing is held open by an in-memory iterator
            }
        };
    }
}
