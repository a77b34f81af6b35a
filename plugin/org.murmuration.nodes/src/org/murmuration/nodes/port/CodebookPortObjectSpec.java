// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.CodebookException;

/**
 * What is known of a codebook before execution. A public codebook stands here whole; of one made from data only the names
 * of its attributes, because a spec must not carry data.
 */
public final class CodebookPortObjectSpec extends AbstractSimplePortObjectSpec {
    private static final String FORMAT = "format";
    private static final String ATTRIBUTES = "attributes";
    private static final String JSON = "json";
    private static final int VERSION = 1;

    private String[] attributes = {};
    private String json = "";

    /** For loading. */
    public CodebookPortObjectSpec() {
        // filled by load
    }

    /**
     * The spec of a codebook.
     *
     * @param codebook public or made from data
     */
    public CodebookPortObjectSpec(Codebook codebook) {
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
     * Names of the attributes.
     *
     * @return in order
     */
    public List<String> attributes() {
        return List.of(attributes);
    }

    @Override
    protected void save(ModelContentWO model) {
        model.addInt(FORMAT, VERSION);
        model.addStringArray(ATTRIBUTES, attributes);
        model.addString(JSON, json);
    }

    @Override
    protected void load(ModelContentRO model) throws InvalidSettingsException {
        int format = model.getInt(FORMAT);
        if (format > VERSION) {
            throw new InvalidSettingsException("The codebook has format " + format
                    + "; this version of Murmuration reads format " + VERSION + ". Update Murmuration.");
        }
        attributes = model.getStringArray(ATTRIBUTES);
        json = model.getString(JSON);
        try {
            codebook();
        } catch (CodebookException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodebookPortObjectSpec s
                && Arrays.equals(attributes, s.attributes)
                && json.equals(s.json);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(attributes) * 31 + json.hashCode();
    }

    /** Saves and loads specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<CodebookPortObjectSpec> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
