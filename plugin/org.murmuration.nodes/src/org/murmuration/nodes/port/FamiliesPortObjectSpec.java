// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.murmuration.engine.dataset.CodebookException;
import org.murmuration.engine.linked.LinkedCodebook;

/** What is known of released families before execution: the public codebook, and whether it will be a test. */
public final class FamiliesPortObjectSpec extends AbstractSimplePortObjectSpec {
    private static final String FORMAT = "format";
    private static final String CODEBOOK = "codebook";
    private static final String TEST = "test";
    private static final int VERSION = 1;

    private String codebook = "";
    private boolean test;

    /** For loading. */
    public FamiliesPortObjectSpec() {
        // filled by load
    }

    /**
     * The spec of released families.
     *
     * @param codebook public
     * @param test whether a seed makes the result not private
     */
    public FamiliesPortObjectSpec(LinkedCodebook codebook, boolean test) {
        this.codebook = codebook.toJson();
        this.test = test;
    }

    /**
     * The public codebook.
     *
     * @return of both tables
     */
    public LinkedCodebook codebook() {
        return LinkedCodebook.parse(codebook);
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
        model.addBoolean(TEST, test);
    }

    @Override
    protected void load(ModelContentRO model) throws InvalidSettingsException {
        int format = model.getInt(FORMAT);
        if (format > VERSION) {
            throw new InvalidSettingsException("The released families have format " + format
                    + "; this version of Murmuration reads format " + VERSION + ". Update Murmuration.");
        }
        codebook = model.getString(CODEBOOK);
        test = model.getBoolean(TEST);
        try {
            codebook();
        } catch (CodebookException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FamiliesPortObjectSpec s && codebook.equals(s.codebook) && test == s.test;
    }

    @Override
    public int hashCode() {
        return codebook.hashCode() + (test ? 1 : 0);
    }

    /** Saves and loads specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<FamiliesPortObjectSpec> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
