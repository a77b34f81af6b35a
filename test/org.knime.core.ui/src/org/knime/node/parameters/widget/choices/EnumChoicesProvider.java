// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import java.util.List;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;

/** Stand-in for the KNIME type of the same name. */
public non-sealed interface EnumChoicesProvider<E extends Enum<E>> extends ChoicesStateProvider<EnumChoice<E>> {
    default List<E> choices(NodeParametersInput nodeParametersInput) {
        return List.of();
    }

    @Override
    default List<EnumChoice<E>> computeState(NodeParametersInput nodeParametersInput) {
        return choices(nodeParametersInput).stream()
                .map(EnumChoice::fromEnumConst)
                .toList();
    }

    @Override
    default void init(StateProvider.StateProviderInitializer stateProviderInitializer) {
        stateProviderInitializer.computeBeforeOpenDialog();
    }
}
