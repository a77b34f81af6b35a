// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import java.util.Optional;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider.StateProviderInitializer;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.accounting.ledger.ReleaseNumber;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.release.Account;
import org.murmuration.engine.release.ReleasePlan;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.adapter.Loops;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/**
 * A node that releases something: its name, its settings and its ports, and what all such nodes do with them.
 *
 * @param <S> all settings that the plan depends on
 * @param <C> the codebook that the plan needs
 * @param <P> the plan
 */
public final class ReleasingNode<S extends ReleaseSettings<C, P>, C, P extends ReleasePlan> {
    private final String name;
    private final Class<S> type;
    private final Class<? extends ParameterReference<S>> reference;
    private final ReleasePorts<C> ports;

    private ReleasingNode(
            String name, Class<S> type, Class<? extends ParameterReference<S>> reference, ReleasePorts<C> ports) {
        this.name = name;
        this.type = type;
        this.reference = reference;
        this.ports = ports;
    }

    /**
     * Describes a node.
     *
     * @param <S> all settings that the plan depends on
     * @param <C> the codebook that the plan needs
     * @param <P> the plan
     * @param name of the node, which ledgers keep for people
     * @param type of the settings; has an empty constructor
     * @param reference that stands on the field of the settings
     * @param ports where codebook and ledger are
     * @return the node
     */
    public static <S extends ReleaseSettings<C, P>, C, P extends ReleasePlan> ReleasingNode<S, C, P> of(
            String name, Class<S> type, Class<? extends ParameterReference<S>> reference, ReleasePorts<C> ports) {
        return new ReleasingNode<>(name, type, reference, ports);
    }

    ReleasePorts<C> ports() {
        return ports;
    }

    LiveSettings<S> settings(StateProviderInitializer initializer) {
        return LiveSettings.of(type, reference, initializer);
    }

    /**
     * What is known while configuring.
     *
     * @param <C> the codebook that the plan needs
     * @param <P> the plan
     * @param codebook of the records; null when it is not known yet, or none is connected
     * @param plan of the release; empty when the codebook is not known yet
     * @param cohort who the release is about
     */
    public record Planned<C, P>(C codebook, Optional<P> plan, Cohort cohort) {}

    /**
     * Plans the release before anything runs, and warns where no ledger will keep account of it.
     *
     * @param settings of the node
     * @param in its inputs
     * @param out where the warning goes
     * @return the plan
     * @throws InvalidSettingsException when the node must not run
     */
    public Planned<C, P> configure(S settings, ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        LedgerPortObjectSpec ledger = ports.ledger(in::getInPortSpec);
        C codebook = ports.planned(settings.need(), in::getInPortSpec);
        Cohort cohort = check(settings, ledger);
        if (ledger == null) {
            out.setWarningMessage(Ledgers.UNRECORDED);
        }
        if (codebook == null && settings.need() != ReleasePorts.Need.NONE) {
            return new Planned<>(null, Optional.empty(), cohort);
        }
        return new Planned<>(codebook, Optional.of(plan(settings, codebook, ledger)), cohort);
    }

    /**
     * Executes the node.
     *
     * @param settings of the node
     * @param in its inputs
     * @param body what it does
     * @throws CanceledExecutionException when the user canceled
     * @throws KNIMEException when the work failed, with what to do
     */
    public void execute(S settings, ExecuteInput in, ReleaseRun.Body<C, P> body)
            throws CanceledExecutionException, KNIMEException {
        Work.execute(() -> {
            C codebook = ports.given(settings.need(), in::getInPortObject);
            LedgerPortObjectSpec ledger = ports.connected(in::getInPortObject);
            check(settings, ledger);
            body.run(new ReleaseRun<>(
                    codebook,
                    settings.plan(codebook, ledger),
                    account(settings, ledger, settings.unit(codebook)),
                    settings,
                    in.getExecutionContext()));
        });
    }

    private Account account(S settings, LedgerPortObjectSpec ledger, PrivacyUnit unit)
            throws LedgerException, InvalidSettingsException {
        if (ledger == null) {
            return Account.alone(unit);
        }
        Recording recording = settings.recording();
        return Account.in(
                Ledgers.open(ledger),
                new ReleaseNumber(recording.number(), Loops.iteration()),
                name,
                recording.cohort(ledger.terms()));
    }

    private P plan(S settings, C codebook, LedgerPortObjectSpec ledger) throws InvalidSettingsException {
        try {
            return settings.plan(codebook, ledger);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    private Cohort check(S settings, LedgerPortObjectSpec ledger) throws InvalidSettingsException {
        Loops.refuse(settings.recording().isEachIteration());
        if (ledger != null && settings.test().isTest()) {
            throw new InvalidSettingsException("A test seed and a ledger cannot be used together: noise that can be"
                    + " foreseen protects nobody. Remove the test seed, or disconnect the ledger.");
        }
        return settings.recording().cohort(ledger == null ? null : ledger.terms());
    }
}
