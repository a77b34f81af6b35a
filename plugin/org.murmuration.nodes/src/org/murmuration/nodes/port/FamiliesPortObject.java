// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.util.Locale;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.engine.synthesis.linked.ReleasedFamiliesJson;

/** Released families on their way between nodes. */
public final class FamiliesPortObject extends StoredPortObject<ReleasedFamilies> {
    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(FamiliesPortObject.class);

    /** The port type of inputs that may stay unconnected. */
    public static final PortType OPTIONAL = PortTypeRegistry.getInstance().getPortType(FamiliesPortObject.class, true);

    private static final Form<ReleasedFamilies> FORM =
            new Form<>("families.json", ReleasedFamiliesJson::write, (in, spec) -> ReleasedFamiliesJson.read(in));

    /** For loading. */
    public FamiliesPortObject() {
        super(FORM);
    }

    /**
     * Wraps a release.
     *
     * @param families what was released
     */
    public FamiliesPortObject(ReleasedFamilies families) {
        super(FORM, families);
    }

    /**
     * The release.
     *
     * @return what was released
     */
    public ReleasedFamilies families() {
        return content();
    }

    @Override
    public FamiliesPortObjectSpec getSpec() {
        return new FamiliesPortObjectSpec(families().codebook(), families().test());
    }

    @Override
    public String getSummary() {
        return String.format(
                Locale.ROOT,
                "%s%d tables of %s and %s, epsilon %s, delta %s",
                families().test() ? Certificate.TEST_MARK + ", " : "",
                families().noisy().tables().size(),
                families().codebook().parent(),
                families().codebook().child(),
                families().plan().target().epsilon(),
                families().plan().target().delta());
    }

    /** Saves and loads released families. */
    public static final class Serializer extends AbstractPortObjectSerializer<FamiliesPortObject> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
