// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.nio.charset.StandardCharsets;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.murmuration.engine.dataset.Codebook;

/** A codebook on its way between nodes. */
public final class CodebookPortObject extends StoredPortObject<Codebook> {
    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(CodebookPortObject.class);

    /** The port type of a port that may stay unconnected. */
    public static final PortType OPTIONAL = PortTypeRegistry.getInstance().getPortType(CodebookPortObject.class, true);

    private static final Form<Codebook> FORM = new Form<>(
            "codebook.json",
            (codebook, out) -> out.write(codebook.toJson().getBytes(StandardCharsets.UTF_8)),
            (in, spec) -> Codebook.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));

    /** For loading. */
    public CodebookPortObject() {
        super(FORM);
    }

    /**
     * Wraps a codebook.
     *
     * @param codebook public or made from data
     */
    public CodebookPortObject(Codebook codebook) {
        super(FORM, codebook);
    }

    /**
     * The codebook.
     *
     * @return public or made from data
     */
    public Codebook codebook() {
        return content();
    }

    /**
     * The codebook where a public one is needed.
     *
     * @return a public codebook
     * @throws InvalidSettingsException when it was made from data
     */
    public Codebook publicCodebook() throws InvalidSettingsException {
        if (codebook().origin() != Codebook.Origin.PUBLIC) {
            throw notPublic();
        }
        return codebook();
    }

    /**
     * That a public codebook is needed, and how to get one.
     *
     * @return an exception to be thrown
     */
    public static InvalidSettingsException notPublic() {
        return new InvalidSettingsException(
                "The codebook was made from the data and is not public. Review it and copy its"
                        + " confirmation code into the Codebook Builder, or use a codebook file.");
    }

    @Override
    public CodebookPortObjectSpec getSpec() {
        return new CodebookPortObjectSpec(codebook());
    }

    @Override
    public String getSummary() {
        return codebook().attributes().size() + " attributes, "
                + (codebook().origin() == Codebook.Origin.PUBLIC ? "public" : "made from the data: not private");
    }

    /** Saves and loads codebooks. */
    public static final class Serializer extends AbstractPortObjectSerializer<CodebookPortObject> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
