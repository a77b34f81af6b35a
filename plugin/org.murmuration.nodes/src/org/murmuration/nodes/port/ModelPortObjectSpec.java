// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.CodebookException;

/** What is known of a model before execution: the public codebook and how it will be learned. */
public final class ModelPortObjectSpec extends AbstractSimplePortObjectSpec {
    private static final String FORMAT = "format";
    private static final String CODEBOOK = "codebook";
    private static final String METHOD = "method";
    private static final String TEST = "test";
    private static final int VERSION = 1;

    private String codebook = "";
    private String method = "";
    private boolean test;

    /** For loading. */
    public ModelPortObjectSpec() {
        // filled by load
    }

    /**
     * The spec of a model.
     *
     * @param codebook public codebook
     * @param method name of the method in files
     * @param test whether a seed makes the result not private
     */
    public ModelPortObjectSpec(Codebook codebook, String method, boolean test) {
        this.codebook = codebook.toJson();
        this.method = method;
        this.test = test;
    }

    /**
     * The public codebook.
     *
     * @return the codebook
     */
    public Codebook codebook() {
        return Codebook.parse(codebook);
    }

    /**
     * Whether a seed makes the result not private.
     *
     * @return true for a test
     */
    public boolean isTest() {
        return test;
    }

    @Override
    protected void save(ModelContentWO model) {
        model.addInt(FORMAT, VERSION);
        model.addString(CODEBOOK, codebook);
        model.addString(METHOD, method);
        model.addBoolean(TEST, test);
    }

    @Override
    protected void load(ModelContentRO model) throws InvalidSettingsException {
        int format = model.getInt(FORMAT);
        if (format > VERSION) {
            throw new InvalidSettingsException("The model has format " + format
                    + "; this version of Murmuration reads format " + VERSION + ". Update Murmuration.");
        }
        codebook = model.getString(CODEBOOK);
        method = model.getString(METHOD);
        test = model.getBoolean(TEST);
        try {
            codebook();
        } catch (CodebookException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelPortObjectSpec s
                && codebook.equals(s.codebook)
                && method.equals(s.method)
                && test == s.test;
    }

    @Override
    public int hashCode() {
        return codebook.hashCode() * 31 + method.hashCode();
    }

    /** Saves and loads specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ModelPortObjectSpec> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
