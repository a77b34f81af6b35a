// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.CodebookException;

/** What is known of protected counts of combinations before execution. */
public final class CombinationsPortObjectSpec extends AbstractSimplePortObjectSpec {
    private static final String FORMAT = "format";
    private static final String CODEBOOK = "codebook";
    private static final String KIND = "kind";
    private static final String TEST = "test";
    private static final int VERSION = 1;

    /** What protects the counts. */
    public enum Kind {
        /** Nothing that fewer than k records share. */
        K_ANONYMITY,
        /** Noise. */
        DIFFERENTIAL_PRIVACY,
        /** Whatever the program did that made them. */
        IMPORTED
    }

    private String codebook = "";
    private Kind kind = Kind.IMPORTED;
    private boolean test;

    /** For loading. */
    public CombinationsPortObjectSpec() {
        // filled by load
    }

    /**
     * The spec of counts.
     *
     * @param codebook of the values that may be named; empty when it is known after execution only
     * @param kind what protects the counts
     * @param test whether a seed makes the result not private
     */
    public CombinationsPortObjectSpec(Optional<Codebook> codebook, Kind kind, boolean test) {
        this.codebook = codebook.map(Codebook::toJson).orElse("");
        this.kind = kind;
        this.test = test;
    }

    static CombinationsPortObjectSpec of(ReleasedCombinations released) {
        Protection protection = released.protection();
        return new CombinationsPortObjectSpec(
                Optional.of(released.codebook()),
                protection instanceof Protection.KAnonymity
                        ? Kind.K_ANONYMITY
                        : protection instanceof Protection.Imported ? Kind.IMPORTED : Kind.DIFFERENTIAL_PRIVACY,
                protection instanceof Protection.DifferentialPrivacy dp && dp.test());
    }

    /**
     * The codebook.
     *
     * @return empty when it is known after execution only
     */
    public Optional<Codebook> codebook() {
        return codebook.isEmpty() ? Optional.empty() : Optional.of(Codebook.parse(codebook));
    }

    /**
     * What protects the counts.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
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
        model.addString(KIND, kind.name());
        model.addBoolean(TEST, test);
    }

    @Override
    protected void load(ModelContentRO model) throws InvalidSettingsException {
        int format = model.getInt(FORMAT);
        if (format > VERSION) {
            throw new InvalidSettingsException("The aggregates have format " + format
                    + "; this version of Murmuration reads format " + VERSION + ". Update Murmuration.");
        }
        codebook = model.getString(CODEBOOK);
        test = model.getBoolean(TEST);
        try {
            kind = Kind.valueOf(model.getString(KIND));
            codebook();
        } catch (CodebookException | IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CombinationsPortObjectSpec s
                && codebook.equals(s.codebook)
                && kind == s.kind
                && test == s.test;
    }

    @Override
    public int hashCode() {
        return codebook.hashCode() * 31 + kind.hashCode();
    }

    /** Saves and loads specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<CombinationsPortObjectSpec> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
