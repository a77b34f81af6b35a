// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A ledger on its way between nodes: its spec, and nothing of its content. */
public final class LedgerPortObject extends AbstractPortObject {
    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(LedgerPortObject.class);

    /** The port type of inputs that may stay unconnected. */
    public static final PortType OPTIONAL = PortTypeRegistry.getInstance().getPortType(LedgerPortObject.class, true);

    private static final String ENTRY = "ledger.txt";

    private LedgerPortObjectSpec spec;

    /** For loading. */
    public LedgerPortObject() {
        // filled by load
    }

    /**
     * A ledger.
     *
     * @param spec where it is and what it promises
     */
    public LedgerPortObject(LedgerPortObjectSpec spec) {
        this.spec = spec;
    }

    @Override
    public LedgerPortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public String getSummary() {
        return "Ledger of \"" + spec.terms().asset() + "\", one "
                + spec.terms().unit().name();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected void save(PortObjectZipOutputStream out, ExecutionMonitor exec) throws IOException {
        out.putNextEntry(new ZipEntry(ENTRY));
        out.write("The ledger stays in its folder.\n".getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    @Override
    protected void load(PortObjectZipInputStream in, PortObjectSpec saved, ExecutionMonitor exec) throws IOException {
        if (!(saved instanceof LedgerPortObjectSpec ledger)) {
            throw new IOException("The stored ledger lacks its spec.");
        }
        spec = ledger;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LedgerPortObject o && spec.equals(o.spec);
    }

    @Override
    public int hashCode() {
        return spec.hashCode();
    }

    /** Saves and loads ledger ports. */
    public static final class Serializer extends AbstractPortObjectSerializer<LedgerPortObject> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
