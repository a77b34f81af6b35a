// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import java.util.List;
import org.knime.core.data.DataColumnSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;

/** Stand-in for the KNIME type of the same name. */
public interface ColumnChoicesProvider extends TypedStringChoicesProvider {
    default List<DataColumnSpec> columnChoices(NodeParametersInput nodeParametersInput) {
        return List.of();
    }

    @Override
    default List<TypedStringChoice> computeState(NodeParametersInput nodeParametersInput) {
        return columnChoices(nodeParametersInput).stream()
                .map(TypedStringChoice::fromColSpec)
                .toList();
    }

    @Override
    default void init(StateProvider.StateProviderInitializer stateProviderInitializer) {
        stateProviderInitializer.computeBeforeOpenDialog();
    }
}
