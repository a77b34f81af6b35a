// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import org.knime.node.parameters.updates.StateProvider;

/** Stand-in for the KNIME type of the same name. */
public non-sealed interface TypedStringChoicesProvider extends ChoicesStateProvider<TypedStringChoice> {
    @Override
    default void init(StateProvider.StateProviderInitializer stateProviderInitializer) {
        stateProviderInitializer.computeBeforeOpenDialog();
    }
}
