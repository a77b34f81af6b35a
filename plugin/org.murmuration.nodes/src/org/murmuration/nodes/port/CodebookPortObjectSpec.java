// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.util.List;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;

/**
 * What is known of a codebook before execution. A public codebook stands here whole; of one made from data only the
 * names of its attributes, because a spec must not carry data.
 */
public final class CodebookPortObjectSpec extends VersionedSpec {
    private static final String ATTRIBUTES = "attributes";
    private static final String JSON = "json";
    private static final String WHAT = "The codebook has";

    private String[] attributes = {};
    private String json = "";

    /** For loading. */
    public CodebookPortObjectSpec() {
        super(WHAT);
    }

    /**
     * The spec of a codebook.
     *
     * @param codebook public or made from data
     */
    public CodebookPortObjectSpec(Codebook codebook) {
        super(WHAT);
        attributes = codebook.attributes().stream().map(Attribute::name).toArray(String[]::new);
        json = codebook.origin() == Codebook.Origin.PUBLIC ? codebook.toJson() : "";
    }

    /**
     * The codebook, if it is public.
     *
     * @return empty for a codebook made from data
     */
    public Optional<Codebook> codebook() {
        return json.isEmpty() ? Optional.empty() : Optional.of(Codebook.parse(json));
    }

    /**
     * The codebook where a public one is needed.
     *
     * @return a public codebook
     * @throws InvalidSettingsException when it was made from data
     */
    public Codebook publicCodebook() throws InvalidSettingsException {
        return codebook().orElseThrow(CodebookPortObject::notPublic);
    }

    /**
     * Names of the attributes.
     *
     * @return in order
     */
    public List<String> attributes() {
        return List.of(attributes);
    }

    @Override
    void write(ModelContentWO model) {
        model.addStringArray(ATTRIBUTES, attributes);
        model.addString(JSON, json);
    }

    @Override
    void read(ModelContentRO model) throws InvalidSettingsException {
        attributes = model.getStringArray(ATTRIBUTES);
        json = model.getString(JSON);
        codebook(); // a damaged one is refused now
    }

    /** Saves and loads specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<CodebookPortObjectSpec> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
