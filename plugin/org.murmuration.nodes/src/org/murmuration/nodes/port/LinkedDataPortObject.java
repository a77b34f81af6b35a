// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;

/** Sensitive families on their way between nodes. Stored with the workflow as KNIME's tables are. */
public final class LinkedDataPortObject extends StoredPortObject<LinkedDataset> {
    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(LinkedDataPortObject.class);

    private static final int VERSION = 1;
    private static final Form<LinkedDataset> FORM =
            new Form<>("families.bin", LinkedDataPortObject::write, LinkedDataPortObject::read);

    /** For loading. */
    public LinkedDataPortObject() {
        super(FORM);
    }

    /**
     * Wraps families.
     *
     * @param data sensitive
     */
    public LinkedDataPortObject(LinkedDataset data) {
        super(FORM, data);
    }

    /**
     * The families.
     *
     * @return sensitive
     */
    public LinkedDataset data() {
        return content();
    }

    @Override
    public LinkedDataPortObjectSpec getSpec() {
        return new LinkedDataPortObjectSpec(data().codebook());
    }

    @Override
    public String getSummary() {
        LinkedCodebook codebook = data().codebook();
        return "Linked data (sensitive): " + codebook.parent() + " with "
                + codebook.parents().attributes().size() + " attributes, " + codebook.child() + " with "
                + codebook.children().attributes().size();
    }

    private static void write(LinkedDataset data, OutputStream out) throws IOException {
        DataOutputStream to = new DataOutputStream(new BufferedOutputStream(out));
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
    }

    private static void write(Dataset table, DataOutputStream to) throws IOException {
        for (int a = 0; a < table.domain().size(); a++) {
            for (int r = 0; r < table.rows(); r++) {
                to.writeInt(table.code(r, a));
            }
        }
    }

    private static LinkedDataset read(InputStream in, PortObjectSpec spec) throws IOException {
        DataInputStream from = new DataInputStream(new BufferedInputStream(in));
        int version = from.readInt();
        if (version > VERSION) {
            throw new IOException("The linked data have format " + version
                    + "; this version of Murmuration reads format " + VERSION + ". Update Murmuration.");
        }
        LinkedCodebook codebook = ((LinkedDataPortObjectSpec) spec).codebook();
        int families = from.readInt();
        int[] owners = new int[from.readInt()];
        for (int c = 0; c < owners.length; c++) {
            owners[c] = from.readInt();
        }
        try {
            Dataset parents = read(codebook.parents().domain(), families, from);
            Dataset children = read(codebook.children().domain(), owners.length, from);
            return LinkedDataset.of(codebook, parents, children, owners);
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
