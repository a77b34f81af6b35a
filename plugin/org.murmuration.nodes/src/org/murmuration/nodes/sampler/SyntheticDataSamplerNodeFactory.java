// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.sampler;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
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
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.synthesis.model.LearnedModel;
import org.murmuration.engine.synthesis.model.ReleasedModel;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.ModelPortObject;
import org.murmuration.nodes.port.ModelPortObjectSpec;

/** Draws synthetic records from a model. */
public final class SyntheticDataSamplerNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Synthetic Data Sampler")
            .icon("synthetic-data-sampler.png")
            .shortDescription("Draws synthetic records from a differentially private model, also with given values.")
            .fullDescription(
                    """
                    <p>Draws any number of invented records from a model. The original records are not needed: the
                    result has the guarantee of the model and costs nothing more, however often it is drawn.</p>
                    <p><b>Method.</b> Records are drawn table by table of the model, with controlled rounding, so that
                    drawing adds almost no error. Values that were merged for being rare are drawn in proportion to what
                    is known of them. Missing is a value like any other.</p>
                    <p><b>Given values.</b> With the second input the records of each of its rows have the values of
                    that row, and the rest follows the model given them. Columns are matched to the codebook by name,
                    columns and missing values that are absent are free, values outside the codebook count as
                    "(other)".</p>
                    <p><b>Limits.</b> What the model does not hold is lost: see the expected errors of its learner.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputPort("DP model", "What DP Synthesizer Learner learned.", ModelPortObject.TYPE)
                    .addInputPort(
                            "Given values",
                            "Values that the records shall have (optional), one row a set.",
                            BufferedDataTable.TYPE_OPTIONAL)
                    .addOutputTable("Synthetic data", "Invented records with the columns of the codebook."))
            .model(m -> m.parametersClass(SyntheticDataSamplerNodeParameters.class)
                    .configure(SyntheticDataSamplerNodeFactory::configure)
                    .execute(SyntheticDataSamplerNodeFactory::execute))
            .nodeType(NodeType.Manipulator)
            .keywords("synthesis", "microdata", "differential privacy", "conditional", "simulate");

    /** Creates the factory. */
    public SyntheticDataSamplerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        SyntheticDataSamplerNodeParameters parameters = in.getParameters();
        ModelPortObjectSpec spec = in.getInPortSpec(0);
        DataTableSpec given = in.getInPortSpec(1);
        if (given != null) {
            TableInput.someColumns(spec.codebook(), given, "table of given values");
        }
        out.setOutSpec(0, TableOutput.spec(spec.codebook(), parameters.m_numbers.style()));
        if (spec.isTest()) {
            out.setWarningMessage(Certificate.TEST_MARK + ". The model was learned with a test seed.");
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        SyntheticDataSamplerNodeParameters parameters = in.getParameters();
        ModelPortObject port = in.getInPortObject(0);
        BufferedDataTable given = in.getInPortObject(1);
        ExecutionContext exec = in.getExecutionContext();
        Work.execute(() -> {
            ReleasedModel released = port.model();
            RandomSource random = parameters
                    .m_seed
                    .map(s -> RandomSource.seeded("sample:" + s))
                    .orElseGet(RandomSource::secure);
            ProgressMonitor monitor = Work.monitor(exec).part(0, 0.7);
            Dataset records = given == null
                    ? released.model().sample(rows(parameters, released.model()), random, monitor)
                    : released.model()
                            .sampleEach(
                                    TableInput.evidence(given, released.codebook(), exec.createSubProgress(0.1)),
                                    parameters.m_perRow,
                                    random,
                                    monitor);
            out.setOutData(
                    0, TableOutput.records(exec, records, released.codebook(), parameters.m_numbers.style(), random));
            if (released.model().isTest()) {
                out.setWarningMessage(Certificate.TEST_MARK + ". The model was learned with a test seed.");
            }
        });
    }

    private static int rows(SyntheticDataSamplerNodeParameters parameters, LearnedModel model)
            throws InvalidSettingsException {
        long rows = parameters.m_rows.map(Integer::longValue).orElse(model.estimatedRows());
        if (rows > Integer.MAX_VALUE - 8) {
            throw new InvalidSettingsException("There would be more than two billion records. Set their number.");
        }
        return (int) rows;
    }
}
