// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.nodes.port.LinkedDataPortObject;
import org.murmuration.nodes.port.LinkedDataPortObjectSpec;

/**
 * Where a releasing node has its codebook and its ledger.
 *
 * @param <C> the codebook
 */
public final class ReleasePorts<C> {
    /** Records at port 0, their codebook at 1, perhaps a ledger at 2. */
    public static final ReleasePorts<Codebook> CODEBOOK = new ReleasePorts<>(
            1,
            2,
            "a public codebook",
            spec -> spec instanceof CodebookPortObjectSpec c ? c.codebook() : Optional.empty(),
            port -> ((CodebookPortObject) port).codebook(),
            codebook -> codebook.origin() == Codebook.Origin.PUBLIC);

    /** Linked records with their codebook at port 0, perhaps a ledger at 1. */
    public static final ReleasePorts<LinkedCodebook> LINKED = new ReleasePorts<>(
            0,
            1,
            "linked data",
            spec -> spec instanceof LinkedDataPortObjectSpec l ? Optional.of(l.codebook()) : Optional.empty(),
            port -> ((LinkedDataPortObject) port).data().codebook(),
            codebook -> true);

    private final int codebookPort;
    private final int ledgerPort;
    private final String what;
    private final Function<PortObjectSpec, Optional<C>> known;
    private final Function<PortObject, C> given;
    private final Function<C, Boolean> isPublic;

    private ReleasePorts(
            int codebookPort,
            int ledgerPort,
            String what,
            Function<PortObjectSpec, Optional<C>> known,
            Function<PortObject, C> given,
            Function<C, Boolean> isPublic) {
        this.codebookPort = codebookPort;
        this.ledgerPort = ledgerPort;
        this.what = what;
        this.known = known;
        this.given = given;
        this.isPublic = isPublic;
    }

    /** What a node needs of the codebook that is connected. */
    public enum Need {
        /** It must be there and public. */
        PUBLIC,
        /** Plans need none; if one is there, it must be public. */
        NONE,
        /** One that was made from the records will do; then nothing is known of it before the node is executed. */
        ANY
    }

    /** What to connect, for people. */
    String what() {
        return what;
    }

    /** The public codebook of a dialog. */
    Optional<C> shown(NodeParametersInput context) {
        return context.getInPortSpec(codebookPort).flatMap(known);
    }

    /** The ledger of a dialog; null without one. */
    LedgerPortObjectSpec ledger(NodeParametersInput context) {
        return ledger(port -> context.getInPortSpec(port).orElse(null));
    }

    LedgerPortObjectSpec ledger(IntFunction<PortObjectSpec> specs) {
        return specs.apply(ledgerPort) instanceof LedgerPortObjectSpec ledger ? ledger : null;
    }

    /** The ledger of an execution; null without one. */
    LedgerPortObjectSpec connected(IntFunction<PortObject> ports) {
        return ports.apply(ledgerPort) instanceof LedgerPortObject ledger ? ledger.getSpec() : null;
    }

    /** The codebook that is known while configuring; null when none is. */
    C planned(Need need, IntFunction<PortObjectSpec> specs) throws InvalidSettingsException {
        PortObjectSpec spec = specs.apply(codebookPort);
        Optional<C> codebook = known.apply(spec);
        if (spec != null && codebook.isEmpty() && need != Need.ANY) {
            throw CodebookPortObject.notPublic();
        }
        return codebook.orElse(null);
    }

    /** The codebook of an execution; null when none is connected. */
    C given(Need need, IntFunction<PortObject> ports) throws InvalidSettingsException {
        PortObject port = ports.apply(codebookPort);
        if (port == null) {
            return null;
        }
        C codebook = given.apply(port);
        if (need != Need.ANY && !isPublic.apply(codebook)) {
            throw CodebookPortObject.notPublic();
        }
        return codebook;
    }
}
