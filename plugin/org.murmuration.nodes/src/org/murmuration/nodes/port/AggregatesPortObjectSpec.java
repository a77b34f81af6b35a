// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.murmuration.engine.dataset.Codebook;

/** What is known of released aggregates before execution: the public codebook and the guarantee asked for. */
public final class AggregatesPortObjectSpec extends VersionedSpec {
    private static final String CODEBOOK = "codebook";
    private static final String EPSILON = "epsilon";
    private static final String DELTA = "delta";
    private static final String ORDER = "order";
    private static final String TEST = "test";
    private static final String WHAT = "The aggregates have";

    private String codebook = "";
    private double epsilon;
    private double delta;
    private int order;
    private boolean test;

    /** For loading. */
    public AggregatesPortObjectSpec() {
        super(WHAT);
    }

    /**
     * The spec of aggregates.
     *
     * @param codebook public codebook
     * @param epsilon guarantee asked for
     * @param delta guarantee asked for
     * @param order largest number of attributes counted together
     * @param test whether a seed makes the result not private
     */
    public AggregatesPortObjectSpec(Codebook codebook, double epsilon, double delta, int order, boolean test) {
        super(WHAT);
        this.codebook = codebook.toJson();
        this.epsilon = epsilon;
        this.delta = delta;
        this.order = order;
        this.test = test;
    }

    /**
     * The public codebook.
     *
     * @return the codebook
     */
    public Codebook codebook() {
        return Codebook.parse(codebook);
    }

    /**
     * Whether a seed makes the result not private.
     *
     * @return true for a test
     */
    public boolean isTest() {
        return test;
    }

    /**
     * Largest number of attributes counted together.
     *
     * @return 1 to 3
     */
    public int order() {
        return order;
    }

    @Override
    void write(ModelContentWO model) {
        model.addString(CODEBOOK, codebook);
        model.addDouble(EPSILON, epsilon);
        model.addDouble(DELTA, delta);
        model.addInt(ORDER, order);
        model.addBoolean(TEST, test);
    }

    @Override
    void read(ModelContentRO model) throws InvalidSettingsException {
        codebook = model.getString(CODEBOOK);
        epsilon = model.getDouble(EPSILON);
        delta = model.getDouble(DELTA);
        order = model.getInt(ORDER);
        test = model.getBoolean(TEST);
        codebook(); // a damaged one is refused now
    }

    /** Saves and loads specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<AggregatesPortObjectSpec> {
        /** For the extension registry. */
        public Serializer() {
            // has no state
        }
    }
}
