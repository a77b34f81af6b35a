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
import org.murmuration.engine.aggregation.marginals.AggregatesJson;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;

/** Released aggregates on their way between nodes. */
public final class AggregatesPortObject extends AbstractPortObject {
    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(AggregatesPortObject.class);

    /** The port type of inputs that may stay unconnected. */
    public static final PortType OPTIONAL =
            PortTypeRegistry.getInstance().getPortType(AggregatesPortObject.class, true);

    private static final String ENTRY = "aggregates.json";

    private ReleasedAggregates aggregates;

    /** For loading. */
    public AggregatesPortObject() {
        // filled by load
    }

    /**
     * Wraps aggregates.
     *
     * @param aggregates what was released
     */
    public AggregatesPortObject(ReleasedAggregates aggregates) {
        this.aggregates = aggregates;
    }

    /**
     * The aggregates.
     *
     * @return what was released
     */
    public ReleasedAggregates aggregates() {
        return aggregates;
    }

    @Override
    public AggregatesPortObjectSpec getSpec() {
        return new AggregatesPortObjectSpec(
                aggregates.codebook(),
                aggregates.target().epsilon(),
                aggregates.target().delta(),
                aggregates.marginals().stream()
                        .mapToInt(m -> m.clique().size())
                        .max()
                        .orElse(1),
                aggregates.test());
    }

    @Override
    public String getSummary() {
        return String.format(
                Locale.ROOT,
                "%s%d marginals, epsilon %s, delta %s",
                aggregates.test() ? ReleasedAggregates.TEST_MARK + ", " : "",
                aggregates.marginals().size(),
                aggregates.target().epsilon(),
                aggregates.target().delta());
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected void save(PortObjectZipOutputStream out, ExecutionMonitor exec) throws IOException {
        out.putNextEntry(new ZipEntry(ENTRY));
        AggregatesJson.write(aggregates, out);
        out.closeEntry();
    }

    @Override
    protected void load(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec) throws IOException {
        ZipEntry entry = in.getNextEntry();
        if (entry == null || !ENTRY.equals(entry.getName())) {
            throw new IOException("The stored aggregates lack " + ENTRY + ".");
        }
        aggregates = AggregatesJson.read(in);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AggregatesPortObject o && aggregates.equals(o.aggregates);
    }

    @Override
    public int hashCode() {
        return aggregates.hashCode();
    }

    /** Saves and loads aggregates. */
    public static final class Serializer extends AbstractPortObjectSerializer<AggregatesPortObject> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
