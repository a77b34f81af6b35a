// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.DataContainer;
import org.knime.core.data.container.DataContainerSettings;
import org.murmuration.standin.core.TableStore;

/** Stand-in for the KNIME type of the same name. */
public class BufferedDataContainer extends DataContainer {
    BufferedDataContainer(DataTableSpec spec, DataContainerSettings settings) {
        super(spec, settings);
    }

    @Override
    public BufferedDataTable getTable() {
        return new BufferedDataTable(TableStore.of(this));
    }
}
