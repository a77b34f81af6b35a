// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.linkedsynthesizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
import org.murmuration.nodes.parameters.Audience;
import org.murmuration.nodes.parameters.Budget;
import org.murmuration.nodes.parameters.Recording;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.nodes.port.LinkedDataPortObjectSpec;

/** The hints that tell errors and cost while the dialog is open. */
class LinkedDialogTest {
    private static final LinkedDataPortObjectSpec SPEC = new LinkedDataPortObjectSpec(new LinkedCodebook(
            "victim",
            "perpetrator",
            Codebook.parse(LookAlike.victimCodebook()),
            Codebook.parse(LookAlike.perpetratorCodebook()),
            ChildCounts.DEFAULT));

    private static Map<Class<?>, Object> values(double epsilon, LinkedDpSynthesizerNodeParameters.Split split) {
        Map<Class<?>, Object> values = new HashMap<>();
        values.put(Budget.EpsilonRef.class, epsilon);
        values.put(Audience.Ref.class, Audience.OWN);
        values.put(Budget.DeltaRef.class, 1e-6);
        values.put(LinkedDpSynthesizerNodeParameters.TablesRef.class, LinkedDpSynthesizerNodeParameters.Tables.PAIRS);
        values.put(LinkedDpSynthesizerNodeParameters.SplitRef.class, split);
        values.put(LinkedDpSynthesizerNodeParameters.TargetRef.class, "IP_Gender");
        values.put(LinkedDpSynthesizerNodeParameters.CellsRef.class, 10_000);
        values.put(LinkedDpSynthesizerNodeParameters.GuessRef.class, 17_600);
        values.put(Recording.CohortRef.class, "");
        return values;
    }

    private static TextMessage.Message estimate(Map<Class<?>, Object> values, LinkedDataPortObjectSpec spec)
            throws Exception {
        return DialogHarness.message(new LinkedDpSynthesizerNodeParameters.Estimate(), values, spec, null);
    }

    @Test
    void tellsErrorsBeforeAnythingIsSpent() throws Exception {
        var bySize = LinkedDpSynthesizerNodeParameters.Split.BY_SIZE;
        TextMessage.Message m = estimate(values(1, bySize), SPEC);
        assertEquals(TextMessage.MessageType.INFO, m.type());
        assertTrue(m.description().startsWith("145 tables."), m.description());
        assertTrue(m.description().contains("17,600 victim rows"), m.description());
        assertTrue(estimate(values(1, LinkedDpSynthesizerNodeParameters.Split.ADAPTIVE), SPEC)
                .description()
                .contains("chosen while running"));
        Map<Class<?>, Object> wrong = values(1, bySize);
        wrong.put(LinkedDpSynthesizerNodeParameters.TargetRef.class, "nobody");
        assertEquals(TextMessage.MessageType.ERROR, estimate(wrong, SPEC).type());
        assertTrue(estimate(wrong, SPEC).description().contains("perpetrator nobody"));
        Map<Class<?>, Object> few = values(1, bySize);
        few.put(LinkedDpSynthesizerNodeParameters.CellsRef.class, 30);
        assertTrue(estimate(few, SPEC).description().contains("left out"));
        few.put(LinkedDpSynthesizerNodeParameters.CellsRef.class, 2);
        assertEquals(TextMessage.MessageType.ERROR, estimate(few, SPEC).type());
        assertEquals("Expected error unknown", estimate(values(1, bySize), null).title());
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
        var bySize = LinkedDpSynthesizerNodeParameters.Split.BY_SIZE;
        TextMessage.Message fits = DialogHarness.message(
                new LinkedDpSynthesizerNodeParameters.PrivacyPlan(), values(1, bySize), SPEC, ledger);
        assertEquals(TextMessage.MessageType.INFO, fits.type());
        TextMessage.Message tooMuch = DialogHarness.message(
                new LinkedDpSynthesizerNodeParameters.PrivacyPlan(), values(3, bySize), SPEC, ledger);
        assertEquals(TextMessage.MessageType.ERROR, tooMuch.type());
        TextMessage.Message none = DialogHarness.message(
                new LinkedDpSynthesizerNodeParameters.PrivacyPlan(), values(1, bySize), SPEC, null);
        assertEquals(TextMessage.MessageType.WARNING, none.type());
    }
}
