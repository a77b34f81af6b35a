// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import java.util.List;
import org.knime.core.data.DataType;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;

/** Stand-in for the KNIME type of the same name. */
public non-sealed interface DataTypeChoicesProvider extends ChoicesStateProvider<DataTypeChoice> {
    default List<DataType> choices(NodeParametersInput nodeParametersInput) {
        return List.of();
    }

    @Override
    default List<DataTypeChoice> computeState(NodeParametersInput nodeParametersInput) {
        return choices(nodeParametersInput).stream()
                .map(DataTypeChoice::fromDataType)
                .toList();
    }

    @Override
    default void init(StateProvider.StateProviderInitializer stateProviderInitializer) {
        stateProviderInitializer.computeBeforeOpenDialog();
    }
}
