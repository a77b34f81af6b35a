// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.util.Locale;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.murmuration.engine.aggregation.combinations.CombinationsJson;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;

/** Protected counts of combinations of values on their way between nodes. */
public final class CombinationsPortObject extends StoredPortObject<ReleasedCombinations> {
    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(CombinationsPortObject.class);

    /** The port type of inputs that may stay unconnected. */
    public static final PortType OPTIONAL =
            PortTypeRegistry.getInstance().getPortType(CombinationsPortObject.class, true);

    private static final Form<ReleasedCombinations> FORM =
            new Form<>("combinations.json", CombinationsJson::write, (in, spec) -> CombinationsJson.read(in));

    /** For loading. */
    public CombinationsPortObject() {
        super(FORM);
    }

    /**
     * Wraps counts.
     *
     * @param combinations what was released
     */
    public CombinationsPortObject(ReleasedCombinations combinations) {
        super(FORM, combinations);
    }

    /**
     * The counts.
     *
     * @return what was released
     */
    public ReleasedCombinations combinations() {
        return content();
    }

    @Override
    public CombinationsPortObjectSpec getSpec() {
        return CombinationsPortObjectSpec.of(combinations());
    }

    @Override
    public String getSummary() {
        return String.format(
                Locale.ROOT,
                "%d combinations of up to %d values, %s",
                combinations().table().size(),
                combinations().table().maxLength(),
                combinations().protection().mark());
    }

    /** Saves and loads counts. */
    public static final class Serializer extends AbstractPortObjectSerializer<CombinationsPortObject> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
