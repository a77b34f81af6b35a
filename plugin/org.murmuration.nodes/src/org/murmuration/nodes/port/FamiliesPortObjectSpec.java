// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.murmuration.engine.linked.LinkedCodebook;

/** What is known of released families before execution: the public codebook, and whether it will be a test. */
public final class FamiliesPortObjectSpec extends VersionedSpec {
    private static final String CODEBOOK = "codebook";
    private static final String TEST = "test";
    private static final String WHAT = "The released families have";

    private String codebook = "";
    private boolean test;

    /** For loading. */
    public FamiliesPortObjectSpec() {
        super(WHAT);
    }

    /**
     * The spec of released families.
     *
     * @param codebook public
     * @param test whether a seed makes the result not private
     */
    public FamiliesPortObjectSpec(LinkedCodebook codebook, boolean test) {
        super(WHAT);
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
    void write(ModelContentWO model) {
        model.addString(CODEBOOK, codebook);
        model.addBoolean(TEST, test);
    }

    @Override
    void read(ModelContentRO model) throws InvalidSettingsException {
        codebook = model.getString(CODEBOOK);
        test = model.getBoolean(TEST);
        codebook(); // a damaged one is refused now
    }

    /** Saves and loads specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<FamiliesPortObjectSpec> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
