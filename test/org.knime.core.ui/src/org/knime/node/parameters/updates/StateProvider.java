// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates;

import java.util.function.Supplier;
import org.knime.core.webui.node.dialog.defaultdialog.util.updates.StateComputationFailureException;
import org.knime.node.parameters.NodeParametersInput;

/** Stand-in for the KNIME type of the same name. */
public interface StateProvider<S> {
    S computeState(NodeParametersInput nodeParametersInput) throws StateComputationFailureException;

    void init(StateProviderInitializer stateProviderInitializer);

    /** Stand-in for the KNIME type of the same name. */
    public interface StateProviderInitializer {
        void computeAfterOpenDialog();

        void computeBeforeOpenDialog();

        <T> Supplier<T> computeFromProvidedState(Class<? extends StateProvider<T>> type);

        <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> type);

        <T> void computeOnValueChange(Class<? extends ParameterReference<T>> type);

        NodeParametersInput getNodeParametersInput();

        <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> type);

        default <T> Supplier<T> getValueSupplier(
                Class<? extends ParameterReference<?>> type, TypeReference<T> typeReference) {
            throw new UnsupportedOperationException("Nothing is referred to.");
        }
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface TypeReference<T> {}
}
