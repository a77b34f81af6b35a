// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.nio.file.Path;
import java.util.Objects;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyLoss;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.privacy.PureDp;
import org.murmuration.engine.privacy.ZeroConcentratedDp;

/** Where a ledger is and what it promises. The ledger itself stays in its folder: a copy of the workflow is no copy of it. */
public final class LedgerPortObjectSpec extends AbstractSimplePortObjectSpec {
    private static final String FORMAT = "format";
    private static final String FOLDER = "folder";
    private static final String ASSET = "asset";
    private static final String UNIT = "unit";
    private static final String RELATION = "neighbours";
    private static final String MEASURE = "measure";
    private static final String EPSILON = "epsilon";
    private static final String DELTA = "delta";
    private static final String COHORTS = "cohortAttribute";
    private static final String OVERLAP = "overlap";
    private static final int VERSION = 1;

    private String folder = "";
    private LedgerTerms terms;

    /** For loading. */
    public LedgerPortObjectSpec() {
        // filled by load
    }

    /**
     * The spec of a ledger.
     *
     * @param folder where it is or will be
     * @param terms what it promises
     */
    public LedgerPortObjectSpec(Path folder, LedgerTerms terms) {
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

    @Override
    protected void save(ModelContentWO model) {
        model.addInt(FORMAT, VERSION);
        model.addString(FOLDER, folder);
        model.addString(ASSET, terms.asset());
        model.addString(UNIT, terms.unit().name());
        model.addString(RELATION, terms.relation().name());
        model.addString(COHORTS, terms.cohortAttribute());
        model.addString(OVERLAP, terms.overlap().name());
        PrivacyLoss budget = terms.budget();
        model.addString(MEASURE, budget.getClass().getSimpleName());
        if (budget instanceof ApproximateDp a) {
            model.addDouble(EPSILON, a.epsilon());
            model.addDouble(DELTA, a.delta());
        } else if (budget instanceof ZeroConcentratedDp z) {
            model.addDouble(EPSILON, z.rho());
        } else if (budget instanceof PureDp p) {
            model.addDouble(EPSILON, p.epsilon());
        }
    }

    @Override
    protected void load(ModelContentRO model) throws InvalidSettingsException {
        int format = model.getInt(FORMAT);
        if (format > VERSION) {
            throw new InvalidSettingsException("The ledger port has format " + format
                    + "; this version of Murmuration reads format " + VERSION + ". Update Murmuration.");
        }
        folder = model.getString(FOLDER);
        try {
            double amount = model.getDouble(EPSILON);
            PrivacyLoss budget =
                    switch (model.getString(MEASURE)) {
                        case "ZeroConcentratedDp" -> new ZeroConcentratedDp(amount);
                        case "PureDp" -> new PureDp(amount);
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

    @Override
    public boolean equals(Object other) {
        return other instanceof LedgerPortObjectSpec s && folder.equals(s.folder) && Objects.equals(terms, s.terms);
    }

    @Override
    public int hashCode() {
        return folder.hashCode() * 31 + Objects.hashCode(terms);
    }

    /** Saves and loads specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<LedgerPortObjectSpec> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
