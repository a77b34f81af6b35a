// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.generator;

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
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.synthesis.FittedSynthesizer;
import org.murmuration.engine.synthesis.seeded.TreeSynthesizer;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.AggregatesPortObject;
import org.murmuration.nodes.port.AggregatesPortObjectSpec;

/** Draws synthetic records from released aggregates. */
public final class SyntheticDataGeneratorNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Synthetic Data Generator")
            .icon("synthetic-data-generator.png")
            .shortDescription("Draws synthetic records that agree with differentially private aggregates.")
            .fullDescription(
                    """
                    <p>Fits a model of whole records to released aggregates and draws invented records from it. The
                    original records are not needed, so the result has the guarantee of the aggregates and costs nothing
                    more.</p>
                    <p><b>Method.</b> The noisy tables are made consistent (common total, no negative counts). The pairs
                    of attributes that depend on each other most form a tree (Chow, Liu 1968), and records are drawn
                    along it with controlled rounding, so that drawing adds almost no error. Without pairs, attributes
                    are independent. There are as many records as the private count says; missing is a value like any
                    other.</p>
                    <p><b>Limits.</b> Dependence beyond the tree is lost: do not count single records or rare
                    combinations of many attributes in synthetic data, use the aggregates for that.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputPort("DP aggregates", "What DP Marginals released.", AggregatesPortObject.TYPE)
                    .addOutputTable("Synthetic data", "Invented records with the columns of the codebook."))
            .model(m -> m.parametersClass(SyntheticDataGeneratorNodeParameters.class)
                    .configure(SyntheticDataGeneratorNodeFactory::configure)
                    .execute(SyntheticDataGeneratorNodeFactory::execute))
            .nodeType(NodeType.Manipulator)
            .keywords("synthesis", "microdata", "differential privacy", "Bayesian network", "simulate");

    /** Creates the factory. */
    public SyntheticDataGeneratorNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        SyntheticDataGeneratorNodeParameters parameters = in.getParameters();
        AggregatesPortObjectSpec spec = in.getInPortSpec(0);
        out.setOutSpec(0, TableOutput.spec(spec.codebook(), parameters.m_numbers.style()));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        SyntheticDataGeneratorNodeParameters parameters = in.getParameters();
        AggregatesPortObject port = in.getInPortObject(0);
        ExecutionContext exec = in.getExecutionContext();
        Work.execute(() -> {
            ReleasedAggregates aggregates = port.aggregates();
            ProgressMonitor monitor = Work.monitor(exec);
            FittedSynthesizer model = new TreeSynthesizer().fit(aggregates, monitor.part(0, 0.3));
            long rows = parameters.m_rows.map(Integer::longValue).orElse(model.estimatedRows());
            if (rows > Integer.MAX_VALUE - 8) {
                throw new InvalidSettingsException("There would be more than two billion records. Set their number.");
            }
            RandomSource random = parameters.m_test.source("synthesis");
            Dataset records = model.sample((int) rows, random, monitor.part(0.3, 0.7));
            out.setOutData(
                    0, TableOutput.records(exec, records, aggregates.codebook(), parameters.m_numbers.style(), random));
            if (aggregates.test() || parameters.m_test.isTest()) {
                out.setWarningMessage(Certificate.TEST_MARK + ". Remove the test seed for real data.");
            }
        });
    }
}
