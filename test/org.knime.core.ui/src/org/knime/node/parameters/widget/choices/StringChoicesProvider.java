// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import java.util.List;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;

/** Stand-in for the KNIME type of the same name. */
public non-sealed interface StringChoicesProvider extends ChoicesStateProvider<StringChoice> {
    default List<String> choices(NodeParametersInput nodeParametersInput) {
        return List.of();
    }

    @Override
    default List<StringChoice> computeState(NodeParametersInput nodeParametersInput) {
        return choices(nodeParametersInput).stream().map(StringChoice::fromId).toList();
    }

    @Override
    default void init(StateProvider.StateProviderInitializer stateProviderInitializer) {
        stateProviderInitializer.computeBeforeOpenDialog();
    }
}
