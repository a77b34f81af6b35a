// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.dpaggregates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.port.PortObject;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.nodes.DialogHarness;
import org.murmuration.nodes.NodeRun;
import org.murmuration.nodes.dpaggregates.DpAggregatesNodeParameters.Values;
import org.murmuration.nodes.parameters.Persons;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.nodes.releasing.Cases;
import org.murmuration.nodes.releasing.ReleasingNodeContract;

/** The hints that show error and cost while the dialog is open. */
class DpAggregatesDialogTest {
    private static final Codebook BOOK = Codebook.of(
            List.of(Attribute.categorical("a", "x", "y"), Attribute.categorical("b", "x", "y")),
            Codebook.Origin.PUBLIC);

    private static TextMessage.Message hint(
            StateProvider<Optional<TextMessage.Message>> provider,
            Codebook codebook,
            LedgerPortObjectSpec ledger,
            double epsilon,
            int length,
            Values known)
            throws Exception {
        DpAggregatesNodeParameters.Settings settings = new DpAggregatesNodeParameters.Settings();
        settings.m_length = length;
        settings.m_values = known;
        return DialogHarness.of(DpAggregatesNodeParameters.Ref.class, settings)
                .with("budget/epsilon", epsilon)
                .message(provider, null, codebook == null ? null : new CodebookPortObjectSpec(codebook), ledger);
    }

    private static TextMessage.Message error(Codebook codebook, double epsilon, int length, Values known)
            throws Exception {
        return hint(new DpAggregatesNodeParameters.ExpectedError(), codebook, null, epsilon, length, known);
    }

    @Test
    void tellsTheErrorOfEachLengthAndWhatThePublicCodebookGains() throws Exception {
        TextMessage.Message known = error(BOOK, 1, 2, Values.CODEBOOK);
        assertEquals(TextMessage.MessageType.INFO, known.type());
        // rho = 0.024356; 98.5 % in two equal parts: sigma = sqrt(2 / (2 * 0.011995)) = 9.1 and sqrt(1 / (2 *
        // 0.011995)) = 6.5
        assertTrue(
                known.description()
                        .startsWith("Single values: \u00b1 18 at 95 %. Combinations of 2: \u00b1 13 at 95 %."),
                known.description());
        assertTrue(known.description().contains("Without a public codebook values of fewer than"), known.description());
        TextMessage.Message unknown = error(BOOK, 1, 2, Values.RECORDS);
        assertTrue(unknown.description().contains("A value is named from about"), unknown.description());
    }

    @Test
    void wrongValuesAndAMissingCodebookAreToldNotThrown() throws Exception {
        assertEquals(
                TextMessage.MessageType.ERROR,
                error(BOOK, -1, 2, Values.CODEBOOK).type());
        assertEquals(
                TextMessage.MessageType.ERROR,
                error(BOOK, 1, 9, Values.CODEBOOK).type());
        assertEquals(
                "Expected error unknown", error(null, 1, 2, Values.CODEBOOK).title());
    }

    @Test
    void tellsWhatTheReleaseLeavesInTheLedger(@TempDir Path folder) throws Exception {
        LedgerTerms terms = new LedgerTerms(
                "source",
                new PrivacyUnit("person"),
                NeighboringRelation.ADD_OR_REMOVE_ONE,
                new ApproximateDp(4, 1e-6),
                "",
                LedgerTerms.Overlap.ADD);
        Path ledger = folder.resolve("ledger");
        PrivacyLedger.create(ledger, terms);
        TextMessage.Message plan = hint(
                new DpAggregatesNodeParameters.Cost(),
                BOOK,
                new LedgerPortObjectSpec(ledger, terms),
                1,
                2,
                Values.CODEBOOK);
        assertTrue(plan.description().contains("epsilon"), plan.description());
        assertEquals(
                TextMessage.MessageType.ERROR,
                hint(
                                new DpAggregatesNodeParameters.Cost(),
                                BOOK,
                                new LedgerPortObjectSpec(ledger, terms),
                                1,
                                0,
                                Values.CODEBOOK)
                        .type());
    }

    /** The dialog once promised 27 where 134 were executed, because its hint forgot rows of a person and every share. */
    @Test
    void theErrorOfSeveralRowsOfAPersonIsPromisedAsItIsExecuted() throws Exception {
        DpAggregatesNodeParameters.Settings settings = new DpAggregatesNodeParameters.Settings();
        ReleasingNodeContract.set(settings, "persons/column", "person");
        ReleasingNodeContract.set(settings, "persons/rows", Persons.Rows.BOUND);
        ReleasingNodeContract.set(settings, "persons/most", 5);
        settings.m_percentile = 100; // else records count in as few combinations as a search finds, with less noise
        String promised = DialogHarness.of(DpAggregatesNodeParameters.Ref.class, settings)
                .message(
                        new DpAggregatesNodeParameters.ExpectedError(),
                        null,
                        Cases.book().getSpec(),
                        null)
                .description();
        PortObject[] out =
                NodeRun.execute(new DpAggregatesNodeFactory(), settings, List.of(Cases.table(600), Cases.book()));
        assertEquals("1", NodeRun.column(out[0], "Length").get(1));
        double executed =
                Double.parseDouble(NodeRun.column(out[0], "95% half-width").get(1));
        assertTrue(
                promised.startsWith(String.format(Locale.ROOT, "Single values: \u00b1 %.0f at 95 %%.", executed)),
                promised + executed);
        assertTrue(executed > 100, promised);
    }
}
