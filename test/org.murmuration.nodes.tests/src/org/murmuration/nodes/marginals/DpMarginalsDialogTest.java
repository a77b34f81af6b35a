// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.marginals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.nodes.parameters.Budget;
import org.murmuration.nodes.port.CodebookPortObjectSpec;

/** The hint that tells the expected error while the dialog is open. */
class DpMarginalsDialogTest {
    private static TextMessage.Message hint(Codebook codebook, Object epsilon, Object delta, Object order) {
        Map<Class<?>, Object> values = new java.util.HashMap<>();
        values.put(Budget.EpsilonRef.class, epsilon);
        values.put(Budget.DeltaRef.class, delta);
        values.put(DpMarginalsNodeParameters.OrderRef.class, order);
        DpMarginalsNodeParameters.ExpectedError provider = new DpMarginalsNodeParameters.ExpectedError();
        NodeParametersInput input = NodeParametersUtil.createDefaultNodeSettingsContext(
                new PortObjectSpec[] {null, codebook == null ? null : new CodebookPortObjectSpec(codebook)});
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

    private static final Codebook BOOK = Codebook.of(
            List.of(Attribute.categorical("a", "x", "y"), Attribute.categorical("b", "x", "y")),
            Codebook.Origin.PUBLIC);

    @Test
    void tellsTheErrorOfEachOrder() {
        TextMessage.Message m = hint(BOOK, 1.0, 1e-6, DpMarginalsNodeParameters.Order.TWO);
        assertEquals(TextMessage.MessageType.INFO, m.type());
        // rho = 0.024356, 98 % shared 1 : 3; one of two single tables gets an eighth, the pair three quarters
        assertTrue(
                m.description().startsWith("1-way counts: \u00b1 25 at 95 %. 2-way counts: \u00b1 10 at 95 %."),
                m.description());
        assertTrue(m.description().contains("24 cells in 3 tables"), m.description());
    }

    @Test
    void largerBudgetsGiveSmallerErrors() {
        String strict =
                hint(BOOK, 0.1, 1e-6, DpMarginalsNodeParameters.Order.ONE).description();
        assertTrue(strict.startsWith("1-way counts: \u00b1 "), strict);
        int error = Integer.parseInt(strict.replaceAll("1-way counts: . (\\d+).*", "$1"));
        assertTrue(error > 100, strict);
    }

    @Test
    void wrongValuesAndAMissingCodebookAreToldNotThrown() {
        assertEquals(
                TextMessage.MessageType.ERROR,
                hint(BOOK, -1.0, 1e-6, DpMarginalsNodeParameters.Order.ONE).type());
        assertEquals(
                TextMessage.MessageType.ERROR,
                hint(BOOK, null, 1e-6, DpMarginalsNodeParameters.Order.ONE).type());
        assertEquals(
                "Expected error unknown",
                hint(null, 1.0, 1e-6, DpMarginalsNodeParameters.Order.ONE).title());
    }
}
