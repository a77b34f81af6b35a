// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** A spec of public knowledge that is stored with the version of its format. Equal when the stored forms are equal. */
abstract class VersionedSpec extends AbstractSimplePortObjectSpec {
    private static final String FORMAT = "format";
    private static final int VERSION = 1;

    private final String what;

    /** The subject of messages with its verb, as in "The model has". */
    VersionedSpec(String what) {
        this.what = what;
    }

    /** Writes all but the version. */
    abstract void write(ModelContentWO model);

    /**
     * Reads all but the version, and checks it.
     *
     * @throws InvalidSettingsException when something is missing
     * @throws IllegalArgumentException when something is damaged
     */
    abstract void read(ModelContentRO model) throws InvalidSettingsException;

    @Override
    protected final void save(ModelContentWO model) {
        model.addInt(FORMAT, VERSION);
        write(model);
    }

    @Override
    protected final void load(ModelContentRO model) throws InvalidSettingsException {
        int format = model.getInt(FORMAT);
        if (format > VERSION) {
            throw new InvalidSettingsException(what + " format " + format
                    + "; this version of Murmuration reads format " + VERSION + ". Update Murmuration.");
        }
        try {
            read(model);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }
}
