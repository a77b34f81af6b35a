// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.dataset.Codebook;

/** What is known of protected counts of combinations before execution. */
public final class CombinationsPortObjectSpec extends VersionedSpec {
    private static final String CODEBOOK = "codebook";
    private static final String KIND = "kind";
    private static final String TEST = "test";
    private static final String WHAT = "The aggregates have";

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
        super(WHAT);
    }

    /**
     * The spec of counts.
     *
     * @param codebook of the values that may be named; empty when it is known after execution only
     * @param kind what protects the counts
     * @param test whether a seed makes the result not private
     */
    public CombinationsPortObjectSpec(Optional<Codebook> codebook, Kind kind, boolean test) {
        super(WHAT);
        this.codebook = codebook.map(Codebook::toJson).orElse("");
        this.kind = kind;
        this.test = test;
    }

    static CombinationsPortObjectSpec of(ReleasedCombinations released) {
        Protection protection = released.protection();
        return new CombinationsPortObjectSpec(
                Optional.of(released.codebook()),
                kind(protection),
                protection instanceof Protection.DifferentialPrivacy dp && dp.test());
    }

    private static Kind kind(Protection protection) {
        if (protection instanceof Protection.KAnonymity) {
            return Kind.K_ANONYMITY;
        }
        return protection instanceof Protection.Imported ? Kind.IMPORTED : Kind.DIFFERENTIAL_PRIVACY;
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
    void write(ModelContentWO model) {
        model.addString(CODEBOOK, codebook);
        model.addString(KIND, kind.name());
        model.addBoolean(TEST, test);
    }

    @Override
    void read(ModelContentRO model) throws InvalidSettingsException {
        codebook = model.getString(CODEBOOK);
        test = model.getBoolean(TEST);
        kind = Kind.valueOf(model.getString(KIND));
        codebook(); // a damaged one is refused now
    }

    /** Saves and loads specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<CombinationsPortObjectSpec> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
