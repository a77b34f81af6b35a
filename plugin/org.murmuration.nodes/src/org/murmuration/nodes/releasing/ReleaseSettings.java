// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.release.ReleasePlan;
import org.murmuration.nodes.parameters.TestSeed;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/**
 * All settings of a node that its release depends on.
 *
 * @param <C> the codebook that a plan needs
 * @param <P> what the node plans to release
 */
public interface ReleaseSettings<C, P extends ReleasePlan> extends NodeParameters {
    /**
     * The plan of the release. The expected error and the cost in the dialog and the execution all take it from here.
     *
     * @param codebook of the records
     * @param ledger its relation holds, and the release adds to what it holds; null without one
     * @return the plan
     * @throws InvalidSettingsException when the settings name what the codebook does not have
     * @throws IllegalArgumentException when the settings do not fit together
     */
    P plan(C codebook, LedgerPortObjectSpec ledger) throws InvalidSettingsException;

    /**
     * How exact the release will be, for people.
     *
     * @param plan of these settings
     * @return sentences
     */
    String describe(P plan);

    /**
     * What the plan needs of the codebook that is connected.
     *
     * @return a public one, unless a node says otherwise
     */
    default ReleasePorts.Need need() {
        return ReleasePorts.Need.PUBLIC;
    }

    /**
     * Whose presence is hidden where no ledger says so.
     *
     * @param codebook of the records
     * @return a unit with a name
     */
    PrivacyUnit unit(C codebook);

    /**
     * How the release stands in the ledger.
     *
     * @return the settings
     */
    Recording recording();

    /**
     * Whether the release is a test.
     *
     * @return the settings
     */
    TestSeed test();
}
