// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.murmuration.engine.dataset.CodebookException;
import org.murmuration.engine.linked.LinkedCodebook;

/** What is known of linked data before execution: the public codebook of both tables, and nothing of the records. */
public final class LinkedDataPortObjectSpec extends AbstractSimplePortObjectSpec {
    private static final String FORMAT = "format";
    private static final String CODEBOOK = "codebook";
    private static final int VERSION = 1;

    private String codebook = "";

    /** For loading. */
    public LinkedDataPortObjectSpec() {
        // filled by load
    }

    /**
     * The spec of linked data.
     *
     * @param codebook public
     */
    public LinkedDataPortObjectSpec(LinkedCodebook codebook) {
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
    protected void save(ModelContentWO model) {
        model.addInt(FORMAT, VERSION);
        model.addString(CODEBOOK, codebook);
    }

    @Override
    protected void load(ModelContentRO model) throws InvalidSettingsException {
        int format = model.getInt(FORMAT);
        if (format > VERSION) {
            throw new InvalidSettingsException("The linked data have format " + format
                    + "; this version of Murmuration reads format " + VERSION + ". Update Murmuration.");
        }
        codebook = model.getString(CODEBOOK);
        try {
            codebook();
        } catch (CodebookException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinkedDataPortObjectSpec s && codebook.equals(s.codebook);
    }

    @Override
    public int hashCode() {
        return codebook.hashCode();
    }

    /** Saves and loads specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<LinkedDataPortObjectSpec> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
