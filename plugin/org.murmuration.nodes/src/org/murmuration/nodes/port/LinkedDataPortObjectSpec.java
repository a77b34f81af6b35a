// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.murmuration.engine.linked.LinkedCodebook;

/** What is known of linked data before execution: the public codebook of both tables, and nothing of the records. */
public final class LinkedDataPortObjectSpec extends VersionedSpec {
    private static final String CODEBOOK = "codebook";
    private static final String WHAT = "The linked data have";

    private String codebook = "";

    /** For loading. */
    public LinkedDataPortObjectSpec() {
        super(WHAT);
    }

    /**
     * The spec of linked data.
     *
     * @param codebook public
     */
    public LinkedDataPortObjectSpec(LinkedCodebook codebook) {
        super(WHAT);
        this.codebook = codebook.toJson();
    }

    /**
     * The public codebook.
     *
     * @return of both tables
     */
    public LinkedCodebook codebook() {
        return LinkedCodebook.parse(codebook);
    }

    @Override
    void write(ModelContentWO model) {
        model.addString(CODEBOOK, codebook);
    }

    @Override
    void read(ModelContentRO model) throws InvalidSettingsException {
        codebook = model.getString(CODEBOOK);
        codebook(); // a damaged one is refused now
    }

    /** Saves and loads specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<LinkedDataPortObjectSpec> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
