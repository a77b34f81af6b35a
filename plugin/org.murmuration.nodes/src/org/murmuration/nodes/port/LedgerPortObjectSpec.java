// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.nio.file.Path;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyLoss;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.privacy.PureDp;
import org.murmuration.engine.privacy.ZeroConcentratedDp;

/**
 * Where a ledger is and what it promises. The ledger itself stays in its folder: a copy of the workflow is no copy of
 * it.
 */
public final class LedgerPortObjectSpec extends VersionedSpec {
    private static final String FOLDER = "folder";
    private static final String ASSET = "asset";
    private static final String UNIT = "unit";
    private static final String RELATION = "neighbours";
    private static final String MEASURE = "measure";
    private static final String EPSILON = "epsilon";
    private static final String DELTA = "delta";
    private static final String COHORTS = "cohortAttribute";
    private static final String OVERLAP = "overlap";
    private static final String APPROXIMATE = "ApproximateDp";
    private static final String CONCENTRATED = "ZeroConcentratedDp";
    private static final String PURE = "PureDp";
    private static final String WHAT = "The ledger port has";

    private String folder = "";
    private LedgerTerms terms;

    /** For loading. */
    public LedgerPortObjectSpec() {
        super(WHAT);
    }

    /**
     * The spec of a ledger.
     *
     * @param folder where it is or will be
     * @param terms what it promises
     */
    public LedgerPortObjectSpec(Path folder, LedgerTerms terms) {
        super(WHAT);
        this.folder = folder.toString();
        this.terms = terms;
    }

    /**
     * Where the ledger is.
     *
     * @return a path on this computer
     */
    public Path folder() {
        return Path.of(folder);
    }

    /**
     * What the ledger promises.
     *
     * @return the terms
     */
    public LedgerTerms terms() {
        return terms;
    }

    /**
     * By which account a release keeps to its target.
     *
     * @param ledger of a node; null without one
     * @return alone or in a ledger
     */
    public static Composition composition(LedgerPortObjectSpec ledger) {
        return ledger == null ? Composition.ALONE : Composition.IN_LEDGER;
    }

    /**
     * Which data sets a release makes hard to tell apart.
     *
     * @param ledger its relation holds; null without one
     * @return one record added or removed without a ledger
     */
    public static NeighboringRelation relation(LedgerPortObjectSpec ledger) {
        return ledger == null
                ? NeighboringRelation.ADD_OR_REMOVE_ONE
                : ledger.terms().relation();
    }

    @Override
    void write(ModelContentWO model) {
        model.addString(FOLDER, folder);
        model.addString(ASSET, terms.asset());
        model.addString(UNIT, terms.unit().name());
        model.addString(RELATION, terms.relation().name());
        model.addString(COHORTS, terms.cohortAttribute());
        model.addString(OVERLAP, terms.overlap().name());
        PrivacyLoss budget = terms.budget();
        if (budget instanceof ApproximateDp a) {
            model.addString(MEASURE, APPROXIMATE);
            model.addDouble(EPSILON, a.epsilon());
            model.addDouble(DELTA, a.delta());
        } else if (budget instanceof ZeroConcentratedDp z) {
            model.addString(MEASURE, CONCENTRATED);
            model.addDouble(EPSILON, z.rho());
        } else if (budget instanceof PureDp p) {
            model.addString(MEASURE, PURE);
            model.addDouble(EPSILON, p.epsilon());
        }
    }

    @Override
    void read(ModelContentRO model) throws InvalidSettingsException {
        folder = model.getString(FOLDER);
        try {
            double amount = model.getDouble(EPSILON);
            PrivacyLoss budget =
                    switch (model.getString(MEASURE)) {
                        case CONCENTRATED -> new ZeroConcentratedDp(amount);
                        case PURE -> new PureDp(amount);
                        default -> new ApproximateDp(amount, model.getDouble(DELTA));
                    };
            terms = new LedgerTerms(
                    model.getString(ASSET),
                    new PrivacyUnit(model.getString(UNIT)),
                    NeighboringRelation.valueOf(model.getString(RELATION)),
                    budget,
                    model.getString(COHORTS),
                    LedgerTerms.Overlap.valueOf(model.getString(OVERLAP)));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException("The ledger port is damaged: " + e.getMessage(), e);
        }
    }

    /** Saves and loads specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<LedgerPortObjectSpec> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
