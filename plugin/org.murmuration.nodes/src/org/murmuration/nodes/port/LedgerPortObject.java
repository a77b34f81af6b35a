// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A ledger on its way between nodes: its spec, and nothing of its content. */
public final class LedgerPortObject extends StoredPortObject<LedgerPortObjectSpec> {
    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(LedgerPortObject.class);

    /** The port type of inputs that may stay unconnected. */
    public static final PortType OPTIONAL = PortTypeRegistry.getInstance().getPortType(LedgerPortObject.class, true);

    /** What the input of a releasing node is, for its description. */
    public static final String DESCRIPTION =
            "Account of the data source (optional). Its unit and its neighbours hold then;"
                    + " without it nothing is recorded.";

    private static final Form<LedgerPortObjectSpec> FORM =
            new Form<>("ledger.txt", LedgerPortObject::write, LedgerPortObject::read);

    /** For loading. */
    public LedgerPortObject() {
        super(FORM);
    }

    /**
     * A ledger.
     *
     * @param spec where it is and what it promises
     */
    public LedgerPortObject(LedgerPortObjectSpec spec) {
        super(FORM, spec);
    }

    @Override
    public LedgerPortObjectSpec getSpec() {
        return content();
    }

    @Override
    public String getSummary() {
        return "Ledger of \"" + content().terms().asset() + "\", one "
                + content().terms().unit().name();
    }

    private static void write(LedgerPortObjectSpec spec, OutputStream out) throws IOException {
        out.write("The ledger stays in its folder.\n".getBytes(StandardCharsets.UTF_8));
    }

    private static LedgerPortObjectSpec read(InputStream in, PortObjectSpec saved) throws IOException {
        if (saved instanceof LedgerPortObjectSpec spec) {
            return spec;
        }
        throw new IOException("The stored ledger lacks its spec.");
    }

    /** Saves and loads ledger ports. */
    public static final class Serializer extends AbstractPortObjectSerializer<LedgerPortObject> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
