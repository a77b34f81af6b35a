// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;

/** Sensitive families on their way between nodes. Stored with the workflow as KNIME's tables are. */
public final class LinkedDataPortObject extends AbstractPortObject {
    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(LinkedDataPortObject.class);

    private static final String ENTRY = "families.bin";
    private static final int VERSION = 1;

    private LinkedDataset data;
    private LinkedDataPortObjectSpec spec;

    /** For loading. */
    public LinkedDataPortObject() {
        // filled by load
    }

    /**
     * Wraps families.
     *
     * @param data sensitive
     */
    public LinkedDataPortObject(LinkedDataset data) {
        this.data = data;
        this.spec = new LinkedDataPortObjectSpec(data.codebook());
    }

    /**
     * The families.
     *
     * @return sensitive
     */
    public LinkedDataset data() {
        return data;
    }

    @Override
    public LinkedDataPortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public String getSummary() {
        LinkedCodebook codebook = data.codebook();
        return "Linked data (sensitive): " + codebook.parent() + " with "
                + codebook.parents().attributes().size() + " attributes, " + codebook.child() + " with "
                + codebook.children().attributes().size();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected void save(PortObjectZipOutputStream out, ExecutionMonitor exec) throws IOException {
        out.putNextEntry(new ZipEntry(ENTRY));
        DataOutputStream to = new DataOutputStream(out);
        to.writeInt(VERSION);
        int[] owners = data.owners();
        to.writeInt(data.families());
        to.writeInt(owners.length);
        for (int owner : owners) {
            to.writeInt(owner);
        }
        write(data.parents(), to);
        write(data.children(), to);
        to.flush();
        out.closeEntry();
    }

    private static void write(Dataset table, DataOutputStream to) throws IOException {
        for (int a = 0; a < table.domain().size(); a++) {
            for (int r = 0; r < table.rows(); r++) {
                to.writeInt(table.code(r, a));
            }
        }
    }

    @Override
    protected void load(PortObjectZipInputStream in, PortObjectSpec loaded, ExecutionMonitor exec) throws IOException {
        ZipEntry entry = in.getNextEntry();
        if (entry == null || !ENTRY.equals(entry.getName())) {
            throw new IOException("The stored linked data lack " + ENTRY + ".");
        }
        DataInputStream from = new DataInputStream(new java.io.BufferedInputStream(in));
        int version = from.readInt();
        if (version > VERSION) {
            throw new IOException("The linked data have format " + version
                    + "; this version of Murmuration reads format " + VERSION + ". Update Murmuration.");
        }
        spec = (LinkedDataPortObjectSpec) loaded;
        LinkedCodebook codebook = spec.codebook();
        int families = from.readInt();
        int[] owners = new int[from.readInt()];
        for (int c = 0; c < owners.length; c++) {
            owners[c] = from.readInt();
        }
        try {
            Dataset parents = read(codebook.parents().domain(), families, from);
            Dataset children = read(codebook.children().domain(), owners.length, from);
            data = LinkedDataset.of(codebook, parents, children, owners);
        } catch (IllegalArgumentException e) {
            throw new IOException("The stored linked data are damaged: " + e.getMessage(), e);
        }
    }

    private static Dataset read(Domain domain, int rows, DataInputStream from) throws IOException {
        int[][] codes = new int[domain.size()][rows];
        for (int[] column : codes) {
            for (int r = 0; r < rows; r++) {
                column[r] = from.readInt();
            }
        }
        return Dataset.of(domain, codes);
    }

    /** Saves and loads linked data. */
    public static final class Serializer extends AbstractPortObjectSerializer<LinkedDataPortObject> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
