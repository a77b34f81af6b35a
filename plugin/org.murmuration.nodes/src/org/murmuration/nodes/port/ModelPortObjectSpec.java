// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.murmuration.engine.dataset.Codebook;

/** What is known of a model before execution: the public codebook and how it will be learned. */
public final class ModelPortObjectSpec extends VersionedSpec {
    private static final String CODEBOOK = "codebook";
    private static final String METHOD = "method";
    private static final String TEST = "test";
    private static final String WHAT = "The model has";

    private String codebook = "";
    private String method = "";
    private boolean test;

    /** For loading. */
    public ModelPortObjectSpec() {
        super(WHAT);
    }

    /**
     * The spec of a model.
     *
     * @param codebook public codebook
     * @param method name of the method in files
     * @param test whether a seed makes the result not private
     */
    public ModelPortObjectSpec(Codebook codebook, String method, boolean test) {
        super(WHAT);
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
    void write(ModelContentWO model) {
        model.addString(CODEBOOK, codebook);
        model.addString(METHOD, method);
        model.addBoolean(TEST, test);
    }

    @Override
    void read(ModelContentRO model) throws InvalidSettingsException {
        codebook = model.getString(CODEBOOK);
        method = model.getString(METHOD);
        test = model.getBoolean(TEST);
        codebook(); // a damaged one is refused now
    }

    /** Saves and loads specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ModelPortObjectSpec> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
