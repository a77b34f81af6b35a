// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.learner;

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
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/** The hints that show size, time and cost while the dialog is open. */
class LearnerDialogTest {
    private static final Codebook BOOK = Codebook.of(
            List.of(
                    Attribute.categorical("a", "x", "y"),
                    Attribute.categorical("b", "x", "y"),
                    Attribute.categorical("c", "x", "y")),
            Codebook.Origin.PUBLIC);

    private static DialogHarness dialog(
            double epsilon, DpSynthesizerLearnerNodeParameters.Method method, String target, int cells) {
        DpSynthesizerLearnerNodeParameters.Settings settings = new DpSynthesizerLearnerNodeParameters.Settings();
        settings.m_method = method;
        settings.m_target = target;
        settings.m_list = "a, b; c";
        settings.m_cells = cells;
        return DialogHarness.of(DpSynthesizerLearnerNodeParameters.Ref.class, settings)
                .with("budget/epsilon", epsilon);
    }

    private static TextMessage.Message estimate(DialogHarness dialog, Codebook codebook) throws Exception {
        return dialog.message(
                new DpSynthesizerLearnerNodeParameters.ExpectedError(),
                null,
                codebook == null ? null : new CodebookPortObjectSpec(codebook),
                null);
    }

    @Test
    void tellsErrorSizeAndTimeBeforeAnythingIsSpent() throws Exception {
        var method = DpSynthesizerLearnerNodeParameters.Method.ONE_SHOT;
        TextMessage.Message m = estimate(dialog(1.0, method, "", 200_000), BOOK);
        assertEquals(TextMessage.MessageType.INFO, m.type());
        assertTrue(m.description().contains("3 pairs of attributes are compared"), m.description());
        assertTrue(m.description().contains("takes seconds"), m.description());
        int strict = within(estimate(dialog(0.1, method, "", 200_000), BOOK));
        assertTrue(strict > 8 * within(m), strict + " against " + within(m));
        TextMessage.Message huge =
                estimate(dialog(1.0, DpSynthesizerLearnerNodeParameters.Method.AIM, "", 2_000_000), BOOK);
        assertEquals(TextMessage.MessageType.INFO, huge.type());
    }

    private static int within(TextMessage.Message m) {
        return Integer.parseInt(m.description().replaceAll(".*within . (\\d+) .*", "$1"));
    }

    @Test
    void wrongValuesAndAMissingCodebookAreToldNotThrown() throws Exception {
        var method = DpSynthesizerLearnerNodeParameters.Method.MST;
        assertEquals(
                "Expected error unknown",
                estimate(dialog(1.0, method, "", 5000), null).title());
        assertEquals(
                TextMessage.MessageType.ERROR,
                estimate(dialog(-1.0, method, "", 5000), BOOK).type());
        assertEquals(
                "Largest model is empty.",
                estimate(dialog(1.0, method, "", 5000).without("cells"), BOOK).description());
        assertEquals(
                TextMessage.MessageType.ERROR,
                estimate(dialog(1.0, method, "", 10), BOOK).type());
        TextMessage.Message unknown = estimate(dialog(1.0, method, "zzz", 5000), BOOK);
        assertTrue(unknown.description().contains("no attribute \"zzz\""), unknown.description());
    }

    @Test
    void planTellsWhatTheModelCostsAndLeaves(@TempDir Path folder) throws Exception {
        LedgerTerms terms = new LedgerTerms(
                "cases",
                new PrivacyUnit("person"),
                NeighboringRelation.ADD_OR_REMOVE_ONE,
                new ApproximateDp(2, 1e-6),
                "",
                LedgerTerms.Overlap.ADD);
        LedgerPortObjectSpec spec = new LedgerPortObjectSpec(folder.resolve("cases.ledger"), terms);
        PrivacyLedger.create(spec.folder(), terms);
        var method = DpSynthesizerLearnerNodeParameters.Method.MST;
        assertEquals(
                TextMessage.MessageType.INFO,
                plan(dialog(1.0, method, "a", 5000), spec).type());
        TextMessage.Message tooMuch = plan(dialog(3.0, method, "a", 5000), spec);
        assertEquals(TextMessage.MessageType.ERROR, tooMuch.type());
        assertEquals(
                TextMessage.MessageType.WARNING,
                plan(dialog(1.0, method, "a", 5000), null).type());
    }

    private static TextMessage.Message plan(DialogHarness dialog, LedgerPortObjectSpec ledger) throws Exception {
        return dialog.message(
                new DpSynthesizerLearnerNodeParameters.Cost(), null, new CodebookPortObjectSpec(BOOK), ledger);
    }
}
