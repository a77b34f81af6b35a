// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.adapter.Loops;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/** What all nodes check that release something: they take the records at port 0, a codebook at 1, perhaps a ledger at 2. */
public final class Releases {
    private Releases() {}

    /**
     * The codebook of a dialog.
     *
     * @param context of the dialog
     * @return null when none is connected, or it is not public
     */
    public static Codebook codebook(NodeParametersInput context) {
        return context.getInPortSpec(1)
                .filter(CodebookPortObjectSpec.class::isInstance)
                .map(CodebookPortObjectSpec.class::cast)
                .flatMap(CodebookPortObjectSpec::codebook)
                .orElse(null);
    }

    /**
     * The ledger of a dialog.
     *
     * @param context of the dialog
     * @return null when none is connected
     */
    public static LedgerPortObjectSpec ledger(NodeParametersInput context) {
        return ledger(context, 2);
    }

    /**
     * The ledger of a dialog.
     *
     * @param context of the dialog
     * @param port where it is connected
     * @return null when none is
     */
    public static LedgerPortObjectSpec ledger(NodeParametersInput context, int port) {
        return context.getInPortSpec(port)
                .filter(LedgerPortObjectSpec.class::isInstance)
                .map(LedgerPortObjectSpec.class::cast)
                .orElse(null);
    }

    /**
     * Which data sets a release makes hard to tell apart.
     *
     * @param ledger its relation holds; null without one
     * @return one record added or removed without a ledger
     */
    public static NeighboringRelation relation(LedgerPortObjectSpec ledger) {
        return ledger == null
                ? NeighboringRelation.ADD_OR_REMOVE_ONE
                : ledger.terms().relation();
    }

    /**
     * The codebook known while configuring.
     *
     * @param spec of the port
     * @return a public codebook
     * @throws InvalidSettingsException when it is not public
     */
    public static Codebook publicCodebook(CodebookPortObjectSpec spec) throws InvalidSettingsException {
        return spec.codebook().orElseThrow(Releases::notPublic);
    }

    /**
     * The codebook of an execution.
     *
     * @param port with the codebook
     * @return a public codebook
     * @throws InvalidSettingsException when it is not public
     */
    public static Codebook publicCodebook(CodebookPortObject port) throws InvalidSettingsException {
        if (port.codebook().origin() != Codebook.Origin.PUBLIC) {
            throw notPublic();
        }
        return port.codebook();
    }

    private static InvalidSettingsException notPublic() {
        return new InvalidSettingsException(
                "The codebook was made from the data and is not public. Review it and copy its"
                        + " confirmation code into the Codebook Builder, or use a codebook file.");
    }

    /**
     * Checks what can be checked before a release is configured.
     *
     * @param recording of the node
     * @param test of the node
     * @param ledger of the node; null without one
     * @return a warning to show, null if there is none
     * @throws InvalidSettingsException when the node must not run
     */
    public static String check(Recording recording, TestSeed test, LedgerPortObjectSpec ledger)
            throws InvalidSettingsException {
        refuseLoops(recording);
        recording.cohort(ledger == null ? null : ledger.terms());
        if (ledger != null && test.isTest()) {
            throw new InvalidSettingsException("A test seed and a ledger cannot be used together: noise that can be"
                    + " foreseen protects nobody. Remove the test seed, or disconnect the ledger.");
        }
        return ledger == null ? Ledgers.UNRECORDED : null;
    }

    /**
     * Refuses to run in a loop.
     *
     * @param recording of the node
     * @throws InvalidSettingsException when the node stands in a loop and iterations are not meant to be releases
     */
    public static void refuseLoops(Recording recording) throws InvalidSettingsException {
        if (Loops.iteration().isPresent() && !recording.isEachIteration()) {
            throw new InvalidSettingsException(
                    "This node stands in a loop, where every iteration would be a new release."
                            + " Move it out of the loop, or set \"Each iteration is a release\".");
        }
    }
}
