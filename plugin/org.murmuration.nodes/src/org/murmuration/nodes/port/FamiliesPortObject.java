// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.io.IOException;
import java.util.Locale;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.engine.synthesis.linked.ReleasedFamiliesJson;

/** Released families on their way between nodes. */
public final class FamiliesPortObject extends AbstractPortObject {
    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(FamiliesPortObject.class);

    /** The port type of inputs that may stay unconnected. */
    public static final PortType OPTIONAL = PortTypeRegistry.getInstance().getPortType(FamiliesPortObject.class, true);

    private static final String ENTRY = "families.json";

    private ReleasedFamilies families;

    /** For loading. */
    public FamiliesPortObject() {
        // filled by load
    }

    /**
     * Wraps a release.
     *
     * @param families what was released
     */
    public FamiliesPortObject(ReleasedFamilies families) {
        this.families = families;
    }

    /**
     * The release.
     *
     * @return what was released
     */
    public ReleasedFamilies families() {
        return families;
    }

    @Override
    public FamiliesPortObjectSpec getSpec() {
        return new FamiliesPortObjectSpec(families.codebook(), families.test());
    }

    @Override
    public String getSummary() {
        return String.format(
                Locale.ROOT,
                "%s%d tables of %s and %s, epsilon %s, delta %s",
                families.test() ? ReleasedAggregates.TEST_MARK + ", " : "",
                families.noisy().tables().size(),
                families.codebook().parent(),
                families.codebook().child(),
                families.plan().target().epsilon(),
                families.plan().target().delta());
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected void save(PortObjectZipOutputStream out, ExecutionMonitor exec) throws IOException {
        out.putNextEntry(new ZipEntry(ENTRY));
        ReleasedFamiliesJson.write(families, out);
        out.closeEntry();
    }

    @Override
    protected void load(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec) throws IOException {
        ZipEntry entry = in.getNextEntry();
        if (entry == null || !ENTRY.equals(entry.getName())) {
            throw new IOException("The stored families lack " + ENTRY + ".");
        }
        families = ReleasedFamiliesJson.read(in);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FamiliesPortObject o && families.equals(o.families);
    }

    @Override
    public int hashCode() {
        return families.hashCode();
    }

    /** Saves and loads released families. */
    public static final class Serializer extends AbstractPortObjectSerializer<FamiliesPortObject> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
