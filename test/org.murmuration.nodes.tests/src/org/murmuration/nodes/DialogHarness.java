// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage;
import org.murmuration.standin.ui.DialogData;

/** An open dialog as far as a live hint needs it: a group of parameters as the dialog sends it, and what is connected. */
public final class DialogHarness {
    private final Class<?> reference;
    private final Map<String, Object> tree;

    private DialogHarness(Class<?> reference, Map<String, Object> tree) {
        this.reference = reference;
        this.tree = tree;
    }

    /** A dialog that shows a group of parameters, to which hints refer. */
    public static DialogHarness of(Class<?> reference, NodeParameters group) {
        return new DialogHarness(reference, DialogData.of(group));
    }

    /** Types something into a field; its path is like {@code budget/epsilon}. */
    public DialogHarness with(String path, Object value) {
        Map<String, Object> level = level(path);
        String key = path.replaceFirst(".*/", "");
        if (!level.containsKey(key)) {
            throw new IllegalArgumentException("There is no field " + path);
        }
        level.put(key, value);
        return this;
    }

    /** Empties a field. */
    public DialogHarness without(String path) {
        if (level(path).remove(path.replaceFirst(".*/", "")) == null) {
            throw new IllegalArgumentException("There is no field " + path);
        }
        return this;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> level(String path) {
        Object level = tree;
        String[] keys = path.split("/");
        for (int i = 0; i + 1 < keys.length; i++) {
            level = level instanceof List<?> list
                    ? list.get(Integer.parseInt(keys[i]))
                    : ((Map<?, ?>) level).get(keys[i]);
        }
        return (Map<String, Object>) level;
    }

    /** What a hint says now. */
    public TextMessage.Message message(StateProvider<Optional<TextMessage.Message>> provider, PortObjectSpec... specs)
            throws Exception {
        NodeParametersInput input = NodeParametersUtil.createDefaultNodeSettingsContext(specs);
        provider.init(new Initializer(input));
        return provider.computeState(input).orElseThrow();
    }

    private final class Initializer implements StateProvider.StateProviderInitializer {
        private final NodeParametersInput input;

        Initializer(NodeParametersInput input) {
            this.input = input;
        }

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

        /** KNIME makes the object of a whole group itself, and fails where a number of it is empty. */
        @Override
        public <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> type) {
            throw new IllegalStateException("A group is taken as a tree.");
        }

        @Override
        public <T> void computeOnValueChange(Class<? extends ParameterReference<T>> type) {
            if (type != reference) {
                throw new IllegalArgumentException(type + " is not in this dialog.");
            }
        }

        @Override
        public NodeParametersInput getNodeParametersInput() {
            return input;
        }

        @Override
        public <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> type) {
            return computeFromValueSupplier(type);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Supplier<T> getValueSupplier(
                Class<? extends ParameterReference<?>> type, StateProvider.TypeReference<T> typeReference) {
            computeOnValueChange((Class<? extends ParameterReference<Object>>) type);
            return () -> (T) tree;
        }
    }
}
