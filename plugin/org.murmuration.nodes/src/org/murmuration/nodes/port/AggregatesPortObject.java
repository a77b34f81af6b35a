// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.util.Locale;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.murmuration.engine.aggregation.marginals.AggregatesJson;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.release.Certificate;

/** Released aggregates on their way between nodes. */
public final class AggregatesPortObject extends StoredPortObject<ReleasedAggregates> {
    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(AggregatesPortObject.class);

    /** The port type of inputs that may stay unconnected. */
    public static final PortType OPTIONAL =
            PortTypeRegistry.getInstance().getPortType(AggregatesPortObject.class, true);

    private static final Form<ReleasedAggregates> FORM =
            new Form<>("aggregates.json", AggregatesJson::write, (in, spec) -> AggregatesJson.read(in));

    /** For loading. */
    public AggregatesPortObject() {
        super(FORM);
    }

    /**
     * Wraps aggregates.
     *
     * @param aggregates what was released
     */
    public AggregatesPortObject(ReleasedAggregates aggregates) {
        super(FORM, aggregates);
    }

    /**
     * The aggregates.
     *
     * @return what was released
     */
    public ReleasedAggregates aggregates() {
        return content();
    }

    @Override
    public AggregatesPortObjectSpec getSpec() {
        return new AggregatesPortObjectSpec(
                aggregates().codebook(),
                aggregates().target().epsilon(),
                aggregates().target().delta(),
                aggregates().order(),
                aggregates().test());
    }

    @Override
    public String getSummary() {
        return String.format(
                Locale.ROOT,
                "%s%d marginals, epsilon %s, delta %s",
                aggregates().test() ? Certificate.TEST_MARK + ", " : "",
                aggregates().marginals().size(),
                aggregates().target().epsilon(),
                aggregates().target().delta());
    }

    /** Saves and loads aggregates. */
    public static final class Serializer extends AbstractPortObjectSerializer<AggregatesPortObject> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
