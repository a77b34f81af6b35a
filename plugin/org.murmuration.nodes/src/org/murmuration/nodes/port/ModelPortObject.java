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
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.synthesis.model.ModelJson;
import org.murmuration.engine.synthesis.model.ReleasedModel;

/** A released model on its way between nodes. */
public final class ModelPortObject extends AbstractPortObject {
    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(ModelPortObject.class);

    /** The port type of inputs that may stay unconnected. */
    public static final PortType OPTIONAL = PortTypeRegistry.getInstance().getPortType(ModelPortObject.class, true);

    private static final String ENTRY = "model.json";

    private ReleasedModel model;

    /** For loading. */
    public ModelPortObject() {
        // filled by load
    }

    /**
     * Wraps a model.
     *
     * @param model what was released
     */
    public ModelPortObject(ReleasedModel model) {
        this.model = model;
    }

    /**
     * The model.
     *
     * @return what was released
     */
    public ReleasedModel model() {
        return model;
    }

    @Override
    public ModelPortObjectSpec getSpec() {
        return new ModelPortObjectSpec(
                model.codebook(), model.model().method().id(), model.model().isTest());
    }

    @Override
    public String getSummary() {
        ApproximateDp target = model.model().task().target();
        return String.format(
                Locale.ROOT,
                "%s%s model of %d attributes, %,d cells, epsilon %s, delta %s",
                model.model().isTest() ? ReleasedAggregates.TEST_MARK + ", " : "",
                model.model().method().id(),
                model.codebook().attributes().size(),
                model.model().field().tree().cells(),
                target.epsilon(),
                target.delta());
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected void save(PortObjectZipOutputStream out, ExecutionMonitor exec) throws IOException {
        out.putNextEntry(new ZipEntry(ENTRY));
        ModelJson.write(model, out);
        out.closeEntry();
    }

    @Override
    protected void load(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec) throws IOException {
        ZipEntry entry = in.getNextEntry();
        if (entry == null || !ENTRY.equals(entry.getName())) {
            throw new IOException("The stored model lacks " + ENTRY + ".");
        }
        model = ModelJson.read(in);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelPortObject o && model.equals(o.model);
    }

    @Override
    public int hashCode() {
        return model.hashCode();
    }

    /** Saves and loads models. */
    public static final class Serializer extends AbstractPortObjectSerializer<ModelPortObject> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
