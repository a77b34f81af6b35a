// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.ksynthesizer;

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
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.anonymity.KAnonymousSynthesizer;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.Certificate;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;

/** Makes records of common combinations. */
public final class KAnonymousSynthesizerNodeFactory extends DefaultNodeFactory {
    private static final String WARNING = KAnonymousCounts.MARK
            + ": two such releases of nearly the same records can be compared with each other. Use differential privacy"
            + " for releases that repeat.";

    private static final DefaultNode NODE = DefaultNode.create()
            .name("k-Anonymous Synthesizer")
            .icon("k-anonymous-synthesizer.png")
            .shortDescription("Makes records of which every combination of values is shared by at least k records.")
            .fullDescription(
                    """
                    <p>Makes records value by value. A value may be added while at least k sensitive records have it
                    together with all values before, so every combination of values in the result, of whatever length,
                    is common in the data.</p>
                    <p><b>What it promises.</b> That holds for <b>one release only</b>: whoever sees two releases of
                    nearly the same records can compare them. It is no differential privacy, and what all k records of a
                    group share is shown; for releases that repeat use DP Synthesizer Learner, or DP Aggregates with the
                    Aggregate-Seeded Synthesizer.</p>
                    <p><b>Whole records or fragments.</b> Synthetic Data Showcase breaks records into fragments: rare
                    values become blanks, and left-over values make further records, so that there are more records and
                    many more missing values than in the data. Whole records keep their number and their joint presence
                    of values. Fragments keep the protected counts of single values exactly.</p>
                    <p><b>Rows</b> are sorted by their values.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The sensitive records.")
                    .addInputPort("Codebook", "The public codebook of the records.", CodebookPortObject.TYPE)
                    .addOutputTable(
                            "Synthetic data",
                            "k-anonymous records with the columns of the codebook, for one release only."))
            .model(m -> m.parametersClass(KAnonymousSynthesizerNodeParameters.class)
                    .configure(KAnonymousSynthesizerNodeFactory::configure)
                    .execute(KAnonymousSynthesizerNodeFactory::execute))
            .nodeType(NodeType.Manipulator)
            .keywords("k-anonymity", "synthesis", "microdata", "suppression", "Synthetic Data Showcase");

    /** Creates the factory. */
    public KAnonymousSynthesizerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        KAnonymousSynthesizerNodeParameters parameters = in.getParameters();
        CodebookPortObjectSpec spec = in.getInPortSpec(1);
        TableInput.columnsOf(spec.attributes(), in.getInTableSpec(0), "table");
        parameters.m_persons.column(in.getInTableSpec(0), spec.attributes());
        Codebook codebook = spec.publicCodebook();
        parameters.m_absent.present(codebook);
        out.setOutSpec(0, TableOutput.spec(codebook.optional(), parameters.m_numbers.style()));
        out.setWarningMessage(WARNING);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        KAnonymousSynthesizerNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInTable(0);
        CodebookPortObject port = in.getInPortObject(1);
        Work.execute(() -> {
            Codebook codebook = port.publicCodebook().optional();
            Dataset data = TableInput.readPersons(
                    table,
                    codebook,
                    parameters.m_persons.column(table.getDataTableSpec(), TableInput.names(codebook)),
                    parameters.m_persons.bound(),
                    parameters.m_limit,
                    exec.createSubProgress(0.2));
            RandomSource random = parameters.m_test.source("k-anonymous");
            Dataset records = KAnonymousSynthesizer.synthesize(
                    data,
                    parameters.m_absent.present(codebook),
                    parameters.task(),
                    random,
                    Work.monitor(exec.createSubProgress(0.6)));
            out.setOutData(0, TableOutput.records(exec, records, codebook, parameters.m_numbers.style(), random));
            out.setWarningMessage(
                    parameters.m_test.isTest()
                            ? Certificate.TEST_MARK + ". Remove the test seed for real data."
                            : WARNING);
        });
    }
}
