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
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.CodebookException;

/** A codebook on its way between nodes. */
public final class CodebookPortObject extends AbstractPortObject {
    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(CodebookPortObject.class);

    /** The port type of a port that may stay unconnected. */
    public static final PortType OPTIONAL = PortTypeRegistry.getInstance().getPortType(CodebookPortObject.class, true);

    private static final String ENTRY = "codebook.json";

    private Codebook codebook;

    /** For loading. */
    public CodebookPortObject() {
        // filled by load
    }

    /**
     * Wraps a codebook.
     *
     * @param codebook public or made from data
     */
    public CodebookPortObject(Codebook codebook) {
        this.codebook = codebook;
    }

    /**
     * The codebook.
     *
     * @return public or made from data
     */
    public Codebook codebook() {
        return codebook;
    }

    @Override
    public CodebookPortObjectSpec getSpec() {
        return new CodebookPortObjectSpec(codebook);
    }

    @Override
    public String getSummary() {
        return codebook.attributes().size() + " attributes, "
                + (codebook.origin() == Codebook.Origin.PUBLIC ? "public" : "made from the data: not private");
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected void save(PortObjectZipOutputStream out, ExecutionMonitor exec) throws IOException {
        out.putNextEntry(new ZipEntry(ENTRY));
        out.write(codebook.toJson().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    @Override
    protected void load(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec) throws IOException {
        ZipEntry entry = in.getNextEntry();
        if (entry == null || !ENTRY.equals(entry.getName())) {
            throw new IOException("The stored codebook lacks " + ENTRY + ".");
        }
        try {
            codebook = Codebook.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (CodebookException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodebookPortObject o && codebook.equals(o.codebook);
    }

    @Override
    public int hashCode() {
        return codebook.hashCode();
    }

    /** Saves and loads codebooks. */
    public static final class Serializer extends AbstractPortObjectSerializer<CodebookPortObject> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
