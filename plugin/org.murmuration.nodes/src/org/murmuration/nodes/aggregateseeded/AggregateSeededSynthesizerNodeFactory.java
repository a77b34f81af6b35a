// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.aggregateseeded;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.synthesis.seeded.AggregateSeededSynthesizer;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.CombinationsPortObject;
import org.murmuration.nodes.port.CombinationsPortObjectSpec;

/** Makes records from counts of combinations. */
public final class AggregateSeededSynthesizerNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Aggregate-Seeded Synthesizer")
            .icon("aggregate-seeded-synthesizer.png")
            .shortDescription("Makes synthetic records from protected counts of combinations.")
            .fullDescription(
                    """
                    <p>Makes invented records that agree with protected counts of combinations. The original records are
                    not needed, so the result has the guarantee of the counts and costs nothing more.</p>
                    <p><b>Whole records.</b> The counts of single values and pairs are made to agree with each other and
                    with the number of records; records are drawn from a tree of pairs and then changed value by value
                    until all pairs fit. Their number is that of the aggregates, and values are missing together as
                    often as the aggregates say.</p>
                    <p><b>Fragments</b> are what Synthetic Data Showcase makes: values are put together until the counts
                    of single values are used up. There are then more records than in the data, and many more missing
                    values; use them for comparison.</p>
                    <p><b>Limits.</b> Do not count rare combinations in synthetic data; use the aggregates for that.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputPort(
                            "Combination aggregates",
                            "What DP Aggregates, k-Anonymous Aggregates or SDS Aggregates Reader made.",
                            CombinationsPortObject.TYPE)
                    .addOutputTable("Synthetic data", "Invented records with the columns of the codebook."))
            .model(m -> m.parametersClass(AggregateSeededSynthesizerNodeParameters.class)
                    .configure(AggregateSeededSynthesizerNodeFactory::configure)
                    .execute(AggregateSeededSynthesizerNodeFactory::execute))
            .nodeType(NodeType.Manipulator)
            .keywords("synthesis", "microdata", "differential privacy", "k-anonymity", "Synthetic Data Showcase");

    /** Creates the factory. */
    public AggregateSeededSynthesizerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        AggregateSeededSynthesizerNodeParameters parameters = in.getParameters();
        CombinationsPortObjectSpec spec = in.getInPortSpec(0);
        spec.codebook().ifPresent(c -> out.setOutSpec(0, TableOutput.spec(c.optional(), parameters.m_numbers.style())));
        if (spec.isTest()) {
            out.setWarningMessage(Certificate.TEST_MARK + ". The aggregates were made with a test seed.");
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        AggregateSeededSynthesizerNodeParameters parameters = in.getParameters();
        CombinationsPortObject port = in.getInPortObject(0);
        ExecutionContext exec = in.getExecutionContext();
        Work.execute(() -> {
            ReleasedCombinations released = port.combinations();
            RandomSource random = parameters.m_test.source("aggregate-seeded");
            Dataset records = AggregateSeededSynthesizer.synthesize(
                    released, parameters.task(port.getSpec()), random, Work.monitor(exec.createSubProgress(0.8)));
            out.setOutData(
                    0,
                    TableOutput.records(
                            exec, records, released.codebook().optional(), parameters.m_numbers.style(), random));
            boolean isTest = released.protection() instanceof Protection.DifferentialPrivacy dp && dp.test();
            if (isTest || parameters.m_test.isTest()) {
                out.setWarningMessage(Certificate.TEST_MARK + ". Remove the test seed for real data.");
            } else if (!(released.protection() instanceof Protection.DifferentialPrivacy)) {
                out.setWarningMessage(
                        "These records are " + released.protection().mark() + ".");
            }
        });
    }
}
