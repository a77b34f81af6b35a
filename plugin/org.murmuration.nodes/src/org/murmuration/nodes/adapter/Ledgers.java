// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.message.TextMessage;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.LedgerAccount;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/** Opens the ledger behind a port and says what a release would mean for it. */
public final class Ledgers {
    /** Warning of a private release that no ledger records. */
    public static final String UNRECORDED =
            "No ledger is connected: the guarantee covers this release alone, and running"
                    + " this node again spends again. Connect a Privacy Ledger to keep account over all releases.";

    private Ledgers() {}

    /**
     * Opens the ledger of a port and checks that it still promises what the port says.
     *
     * @param spec of the port
     * @return the ledger
     * @throws LedgerException when it cannot be opened
     * @throws InvalidSettingsException when its terms are others
     */
    public static PrivacyLedger open(LedgerPortObjectSpec spec) throws LedgerException, InvalidSettingsException {
        PrivacyLedger ledger = PrivacyLedger.open(spec.folder());
        if (!ledger.terms().equals(spec.terms())) {
            throw new InvalidSettingsException("The ledger in " + spec.folder()
                    + " promises something else than the Privacy Ledger node says: it was created with the budget "
                    + ledger.terms().budget().describe() + " for \""
                    + ledger.terms().asset() + "\", one "
                    + ledger.terms().unit().name()
                    + ". The terms of a ledger never change: set the node to them, or create another ledger.");
        }
        return ledger;
    }

    /**
     * That no ledger is connected, for a dialog.
     *
     * @return a message, never empty
     */
    public static Optional<TextMessage.Message> none() {
        return message("No ledger", UNRECORDED, TextMessage.MessageType.WARNING);
    }

    /**
     * What a release would cost and leave, for a dialog.
     *
     * @param spec of the ledger port
     * @param event the release
     * @param cohort who it is about
     * @return a message, never empty
     */
    public static Optional<TextMessage.Message> plan(LedgerPortObjectSpec spec, PrivacyEvent event, Cohort cohort) {
        if (!PrivacyLedger.exists(spec.folder())) {
            return message(
                    "Privacy plan",
                    "The ledger of \"" + spec.terms().asset()
                            + "\" is created when the Privacy Ledger node is executed.",
                    TextMessage.MessageType.INFO);
        }
        try {
            PrivacyLedger ledger = open(spec);
            LedgerAccount account = ledger.account();
            String text = "This release costs " + ledger.describe(account.cost(event)) + ". So far "
                    + ledger.describe(account.spent(cohort)) + " of " + ledger.describe(account.budget())
                    + " is spent; after it, " + ledger.describe(account.after(event, cohort))
                    + ". The same release over the same records is given back from the store and costs nothing.";
            boolean fits = account.admits(event, cohort);
            return message(
                    fits ? "Privacy plan" : "The budget does not suffice for a new release",
                    text,
                    fits ? TextMessage.MessageType.INFO : TextMessage.MessageType.ERROR);
        } catch (LedgerException | InvalidSettingsException | IllegalArgumentException e) {
            return message("The ledger cannot be used", e.getMessage(), TextMessage.MessageType.ERROR);
        }
    }

    private static Optional<TextMessage.Message> message(String title, String text, TextMessage.MessageType type) {
        return Optional.of(new TextMessage.Message(title, text, type));
    }
}
