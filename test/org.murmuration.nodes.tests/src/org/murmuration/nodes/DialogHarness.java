// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage;

/** Opens a dialog as far as a live hint needs it. */
public final class DialogHarness {
    private DialogHarness() {}

    /** The message of a hint for given values of the parameters it refers to. */
    public static TextMessage.Message message(
            StateProvider<Optional<TextMessage.Message>> provider,
            Map<Class<?>, Object> values,
            PortObjectSpec... specs)
            throws Exception {
        NodeParametersInput input = NodeParametersUtil.createDefaultNodeSettingsContext(specs);
        provider.init(new StateProvider.StateProviderInitializer() {
            @Override
            public void computeAfterOpenDialog() {
                // not used
            }

            @Override
            public void computeBeforeOpenDialog() {
                // computed once by the test
            }

            @Override
            public <T> Supplier<T> computeFromProvidedState(Class<? extends StateProvider<T>> type) {
                throw new IllegalStateException();
            }

            @Override
            @SuppressWarnings("unchecked")
            public <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> type) {
                return () -> (T) values.get(type);
            }

            @Override
            public <T> void computeOnValueChange(Class<? extends ParameterReference<T>> type) {
                throw new IllegalStateException();
            }

            @Override
            public NodeParametersInput getNodeParametersInput() {
                return input;
            }

            @Override
            public <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> type) {
                return computeFromValueSupplier(type);
            }
        });
        return provider.computeState(input).orElseThrow();
    }
}
