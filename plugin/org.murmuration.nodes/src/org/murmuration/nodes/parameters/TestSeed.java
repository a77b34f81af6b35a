// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.parameters;

import java.util.Optional;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.OptionalWidget;
import org.murmuration.engine.random.RandomSource;

/** A seed for tests; without one all randomness is secure. */
public final class TestSeed implements NodeParameters {
    static final class DefaultSeed implements OptionalWidget.DefaultValueProvider<String> {
        @Override
        public String computeState(NodeParametersInput context) {
            return "test";
        }
    }

    @Widget(
            title = "Test seed",
            description = "Makes the result repeatable, for tests with invented data only: with a seed anyone can"
                    + " compute the noise, so <b>all outputs are marked \"TEST: not private\"</b>. Leave it off for"
                    + " real data.",
            advanced = true)
    @OptionalWidget(defaultProvider = DefaultSeed.class)
    Optional<String> m_seed = Optional.empty();

    /** Creates the defaults. */
    public TestSeed() {
        // no seed
    }

    /**
     * Whether a seed is set.
     *
     * @return true for a test
     */
    public boolean isTest() {
        return m_seed.isPresent();
    }

    /**
     * A new source of randomness.
     *
     * @param purpose keeps the streams of different nodes apart
     * @return secure without a seed
     */
    public RandomSource source(String purpose) {
        return m_seed.map(s -> RandomSource.seeded(purpose + ":" + s)).orElseGet(RandomSource::secure);
    }
}
