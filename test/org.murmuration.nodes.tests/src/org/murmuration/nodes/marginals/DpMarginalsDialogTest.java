// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.marginals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.node.parameters.widget.message.TextMessage;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.nodes.DialogHarness;
import org.murmuration.nodes.parameters.TableOrder;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/** The hint that shows the expected error while the dialog is open. */
class DpMarginalsDialogTest {
    private static final Codebook BOOK = Codebook.of(
            List.of(Attribute.categorical("a", "x", "y"), Attribute.categorical("b", "x", "y")),
            Codebook.Origin.PUBLIC);

    private static DialogHarness dialog(Object epsilon, Object delta, TableOrder order) {
        DpMarginalsNodeParameters.Settings settings = new DpMarginalsNodeParameters.Settings();
        settings.m_order = order;
        return DialogHarness.of(DpMarginalsNodeParameters.Ref.class, settings)
                .with("budget/epsilon", epsilon)
                .with("budget/delta", delta);
    }

    private static TextMessage.Message hint(Codebook codebook, Object epsilon, Object delta, TableOrder order)
            throws Exception {
        return dialog(epsilon, delta, order)
                .message(
                        new DpMarginalsNodeParameters.ExpectedError(),
                        null,
                        codebook == null ? null : new CodebookPortObjectSpec(codebook),
                        null);
    }

    @Test
    void tellsTheErrorOfEachOrder() throws Exception {
        TextMessage.Message m = hint(BOOK, 1.0, 1e-6, TableOrder.TWO);
        assertEquals(TextMessage.MessageType.INFO, m.type());
        // about rho = 0.026 by the tightest account of a release alone, 98 % shared 1 : 3; one of two single tables
        // gets an eighth, the pair three quarters
        assertTrue(
                m.description().startsWith("1-way counts: \u00b1 24 at 95 %. 2-way counts: \u00b1 10 at 95 %."),
                m.description());
        assertTrue(m.description().contains("24 cells in 3 tables"), m.description());
    }

    @Test
    void largerBudgetsGiveSmallerErrors() throws Exception {
        String strict = hint(BOOK, 0.1, 1e-6, TableOrder.ONE).description();
        assertTrue(strict.startsWith("1-way counts: \u00b1 "), strict);
        int error = Integer.parseInt(strict.replaceAll("1-way counts: . (\\d+).*", "$1"));
        assertTrue(error > 100, strict);
    }

    @Test
    void wrongValuesAndAMissingCodebookAreToldNotThrown() throws Exception {
        assertEquals(
                TextMessage.MessageType.ERROR,
                hint(BOOK, -1.0, 1e-6, TableOrder.ONE).type());
        assertEquals(
                "Epsilon is empty.",
                dialog(1.0, 1e-6, TableOrder.ONE)
                        .without("budget/epsilon")
                        .message(
                                new DpMarginalsNodeParameters.ExpectedError(),
                                null,
                                new CodebookPortObjectSpec(BOOK),
                                null)
                        .description());
        assertEquals(
                "Expected error unknown", hint(null, 1.0, 1e-6, TableOrder.ONE).title());
    }

    private static TextMessage.Message plan(LedgerPortObjectSpec ledger, double epsilon) throws Exception {
        return dialog(epsilon, 1e-6, TableOrder.TWO)
                .message(new DpMarginalsNodeParameters.Cost(), null, new CodebookPortObjectSpec(BOOK), ledger);
    }

    @Test
    void planTellsWhatTheReleaseCostsAndLeaves(@TempDir Path folder) throws Exception {
        assertEquals(TextMessage.MessageType.WARNING, plan(null, 1).type());
        LedgerTerms terms = new LedgerTerms(
                "cases",
                new PrivacyUnit("person"),
                NeighboringRelation.ADD_OR_REMOVE_ONE,
                new ApproximateDp(2, 1e-6),
                "",
                LedgerTerms.Overlap.ADD);
        LedgerPortObjectSpec spec = new LedgerPortObjectSpec(folder.resolve("cases.ledger"), terms);
        assertTrue(plan(spec, 1).description().contains("is created when"), "nothing is made while a dialog is open");
        PrivacyLedger.create(spec.folder(), terms);
        TextMessage.Message fits = plan(spec, 1);
        assertEquals(TextMessage.MessageType.INFO, fits.type());
        assertTrue(
                fits.description()
                        .startsWith(
                                "This release costs epsilon 1 at delta 0.000001. So far epsilon 0 at delta 0.000001 of"
                                        + " epsilon 2 at delta 0.000001 is spent; after it, epsilon 1 at delta 0.000001."),
                fits.description());
        TextMessage.Message tooMuch = plan(spec, 3);
        assertEquals(TextMessage.MessageType.ERROR, tooMuch.type());
        assertTrue(tooMuch.title().contains("does not suffice"));
        LedgerPortObjectSpec other = new LedgerPortObjectSpec(
                spec.folder(),
                new LedgerTerms("others", terms.unit(), terms.relation(), terms.budget(), "", LedgerTerms.Overlap.ADD));
        assertEquals("The ledger cannot be used", plan(other, 1).title());
    }
}
