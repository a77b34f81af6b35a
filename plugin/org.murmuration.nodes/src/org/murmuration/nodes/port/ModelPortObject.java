// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.util.Locale;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.synthesis.model.ModelJson;
import org.murmuration.engine.synthesis.model.ReleasedModel;

/** A released model on its way between nodes. */
public final class ModelPortObject extends StoredPortObject<ReleasedModel> {
    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(ModelPortObject.class);

    /** The port type of inputs that may stay unconnected. */
    public static final PortType OPTIONAL = PortTypeRegistry.getInstance().getPortType(ModelPortObject.class, true);

    private static final Form<ReleasedModel> FORM =
            new Form<>("model.json", ModelJson::write, (in, spec) -> ModelJson.read(in));

    /** For loading. */
    public ModelPortObject() {
        super(FORM);
    }

    /**
     * Wraps a model.
     *
     * @param model what was released
     */
    public ModelPortObject(ReleasedModel model) {
        super(FORM, model);
    }

    /**
     * The model.
     *
     * @return what was released
     */
    public ReleasedModel model() {
        return content();
    }

    @Override
    public ModelPortObjectSpec getSpec() {
        return new ModelPortObjectSpec(
                model().codebook(),
                model().model().method().id(),
                model().model().isTest());
    }

    @Override
    public String getSummary() {
        ApproximateDp target = model().model().task().target();
        return String.format(
                Locale.ROOT,
                "%s%s model of %d attributes, %,d cells, epsilon %s, delta %s",
                model().model().isTest() ? Certificate.TEST_MARK + ", " : "",
                model().model().method().id(),
                model().codebook().attributes().size(),
                model().model().cells(),
                target.epsilon(),
                target.delta());
    }

    /** Saves and loads models. */
    public static final class Serializer extends AbstractPortObjectSerializer<ModelPortObject> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
