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
import org.murmuration.engine.aggregation.combinations.CombinationsJson;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;

/** Protected counts of combinations of values on their way between nodes. */
public final class CombinationsPortObject extends AbstractPortObject {
    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(CombinationsPortObject.class);

    /** The port type of inputs that may stay unconnected. */
    public static final PortType OPTIONAL =
            PortTypeRegistry.getInstance().getPortType(CombinationsPortObject.class, true);

    private static final String ENTRY = "combinations.json";

    private ReleasedCombinations combinations;

    /** For loading. */
    public CombinationsPortObject() {
        // filled by load
    }

    /**
     * Wraps counts.
     *
     * @param combinations what was released
     */
    public CombinationsPortObject(ReleasedCombinations combinations) {
        this.combinations = combinations;
    }

    /**
     * The counts.
     *
     * @return what was released
     */
    public ReleasedCombinations combinations() {
        return combinations;
    }

    @Override
    public CombinationsPortObjectSpec getSpec() {
        return CombinationsPortObjectSpec.of(combinations);
    }

    @Override
    public String getSummary() {
        return String.format(
                Locale.ROOT,
                "%d combinations of up to %d values, %s",
                combinations.table().size(),
                combinations.table().maxLength(),
                combinations.protection().mark());
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected void save(PortObjectZipOutputStream out, ExecutionMonitor exec) throws IOException {
        out.putNextEntry(new ZipEntry(ENTRY));
        CombinationsJson.write(combinations, out);
        out.closeEntry();
    }

    @Override
    protected void load(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec) throws IOException {
        ZipEntry entry = in.getNextEntry();
        if (entry == null || !ENTRY.equals(entry.getName())) {
            throw new IOException("The stored aggregates lack " + ENTRY + ".");
        }
        combinations = CombinationsJson.read(in);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CombinationsPortObject o && combinations.equals(o.combinations);
    }

    @Override
    public int hashCode() {
        return combinations.hashCode();
    }

    /** Saves and loads counts. */
    public static final class Serializer extends AbstractPortObjectSerializer<CombinationsPortObject> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
