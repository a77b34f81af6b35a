// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.linkedsynthesizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.node.parameters.widget.message.TextMessage;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.linked.ChildCounts;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.lookalike.LookAlike;
import org.murmuration.nodes.DialogHarness;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.nodes.port.LinkedDataPortObjectSpec;

/** The hints that show errors and cost while the dialog is open. */
class LinkedDialogTest {
    private static final LinkedDataPortObjectSpec SPEC = new LinkedDataPortObjectSpec(new LinkedCodebook(
            "victim",
            "perpetrator",
            Codebook.parse(LookAlike.victimCodebook()),
            Codebook.parse(LookAlike.perpetratorCodebook()),
            ChildCounts.DEFAULT));

    private static LinkedDpSynthesizerNodeParameters.Settings settings(LinkedDpSynthesizerNodeParameters.Split split) {
        LinkedDpSynthesizerNodeParameters.Settings settings = new LinkedDpSynthesizerNodeParameters.Settings();
        settings.m_split = split;
        settings.m_target = "IP_Gender";
        settings.m_guess = 17_600;
        return settings;
    }

    private static DialogHarness dialog(LinkedDpSynthesizerNodeParameters.Settings settings) {
        return DialogHarness.of(LinkedDpSynthesizerNodeParameters.Ref.class, settings);
    }

    private static TextMessage.Message estimate(
            LinkedDpSynthesizerNodeParameters.Settings settings, LinkedDataPortObjectSpec spec) throws Exception {
        return dialog(settings).message(new LinkedDpSynthesizerNodeParameters.ExpectedError(), spec, null);
    }

    private static TextMessage.Message cost(double epsilon, LedgerPortObjectSpec ledger) throws Exception {
        return dialog(settings(LinkedDpSynthesizerNodeParameters.Split.BY_SIZE))
                .with("budget/epsilon", epsilon)
                .message(new LinkedDpSynthesizerNodeParameters.Cost(), SPEC, ledger);
    }

    @Test
    void tellsErrorsBeforeAnythingIsSpent() throws Exception {
        var bySize = LinkedDpSynthesizerNodeParameters.Split.BY_SIZE;
        TextMessage.Message m = estimate(settings(bySize), SPEC);
        assertEquals(TextMessage.MessageType.INFO, m.type());
        assertTrue(m.description().startsWith("145 tables."), m.description());
        assertTrue(m.description().contains("17,600 victim rows"), m.description());
        assertTrue(estimate(settings(LinkedDpSynthesizerNodeParameters.Split.ADAPTIVE), SPEC)
                .description()
                .contains("chosen while running"));
        LinkedDpSynthesizerNodeParameters.Settings wrong = settings(bySize);
        wrong.m_target = "nobody";
        assertEquals(TextMessage.MessageType.ERROR, estimate(wrong, SPEC).type());
        assertTrue(estimate(wrong, SPEC).description().contains("perpetrator nobody"));
        LinkedDpSynthesizerNodeParameters.Settings few = settings(bySize);
        few.m_cells = 30;
        assertTrue(estimate(few, SPEC).description().contains("left out"));
        few.m_cells = 2;
        assertEquals(TextMessage.MessageType.ERROR, estimate(few, SPEC).type());
        assertEquals("Expected error unknown", estimate(settings(bySize), null).title());
    }

    @Test
    void tellsWhatTheLedgerWillHold(@TempDir Path folder) throws Exception {
        LedgerTerms terms = new LedgerTerms(
                "cases",
                new PrivacyUnit("victim"),
                NeighboringRelation.ADD_OR_REMOVE_ONE,
                new ApproximateDp(2, 1e-6),
                "",
                LedgerTerms.Overlap.ADD);
        PrivacyLedger.create(folder.resolve("l"), terms);
        LedgerPortObjectSpec ledger = new LedgerPortObjectSpec(folder.resolve("l"), terms);
        assertEquals(TextMessage.MessageType.INFO, cost(1, ledger).type());
        assertEquals(TextMessage.MessageType.ERROR, cost(3, ledger).type());
        assertEquals(TextMessage.MessageType.WARNING, cost(1, null).type());
    }
}
