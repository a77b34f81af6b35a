// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.release;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import org.murmuration.engine.aggregation.Protection;
import org.murmuration.engine.aggregation.ReleasedAggregates;
import org.murmuration.engine.aggregation.ReleasedCombinations;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.report.ReleaseException;
import org.murmuration.engine.report.ReleaseFolder;
import org.murmuration.engine.synthesis.ReleasedModel;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.parameters.ReleaseTarget;
import org.murmuration.nodes.port.AggregatesPortObject;
import org.murmuration.nodes.port.AggregatesPortObjectSpec;
import org.murmuration.nodes.port.CombinationsPortObject;
import org.murmuration.nodes.port.CombinationsPortObjectSpec;
import org.murmuration.nodes.port.ModelPortObject;
import org.murmuration.nodes.port.ModelPortObjectSpec;

/** Writes a release folder. */
public final class ReleaseWriterNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Release Writer")
            .icon("release-writer.png")
            .shortDescription("Writes synthetic records and what they were drawn from to a folder to hand on.")
            .fullDescription("<p>Writes a folder with <tt>synthetic.csv</tt>, <tt>codebook.json</tt>,"
                    + " <tt>privacy.json</tt> with the guarantee and every noisy release it is made of,"
                    + " <tt>report.html</tt>, a page for people that needs no network, and what the records were drawn"
                    + " from: <tt>aggregates.csv</tt> for aggregates, <tt>model.json</tt> and <tt>errors.csv</tt> for a"
                    + " DP model. Connect one source.</p>"
                    + "<p><b>Privacy.</b> Only what was released enters the folder: this node takes no sensitive table."
                    + " Hand on the folder, never the workflow, which holds the original data.</p>"
                    + "<p>Everything is written beside the target first and moved there at the end, so that an error or"
                    + " a cancel leaves nothing behind.</p>")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Synthetic data", "What a synthesizer or sampler made of the source.")
                    .addInputPort(
                            "DP aggregates", "What DP Marginals released (optional).", AggregatesPortObject.OPTIONAL)
                    .addInputPort(
                            "DP model", "What DP Synthesizer Learner learned (optional).", ModelPortObject.OPTIONAL)
                    .addInputPort(
                            "Combination aggregates",
                            "What DP Aggregates or k-Anonymous Aggregates counted (optional).",
                            CombinationsPortObject.OPTIONAL))
            .model(m -> m.parametersClass(ReleaseTarget.class)
                    .configure(ReleaseWriterNodeFactory::configure)
                    .execute(ReleaseWriterNodeFactory::execute))
            .nodeType(NodeType.Sink)
            .keywords("publish", "export", "package", "report", "open data");

    /** Creates the factory. */
    public ReleaseWriterNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        ReleaseTarget parameters = in.getParameters();
        AggregatesPortObjectSpec aggregates = in.getInPortSpec(1);
        ModelPortObjectSpec model = in.getInPortSpec(2);
        CombinationsPortObjectSpec combinations = in.getInPortSpec(3);
        refuseUnlessOne(aggregates, model, combinations);
        Optional<Codebook> codebook = aggregates != null
                ? Optional.of(aggregates.codebook())
                : model != null ? Optional.of(model.codebook()) : combinations.codebook();
        boolean isTest =
                aggregates != null ? aggregates.isTest() : model != null ? model.isTest() : combinations.isTest();
        if (codebook.isPresent()) {
            TableInput.columnsOf(header(codebook.get()), (DataTableSpec) in.getInPortSpec(0), "synthetic table");
        }
        parameters.folder();
        if (isTest) {
            out.setWarningMessage(ReleasedAggregates.TEST_MARK + ".");
        }
    }

    private static void refuseUnlessOne(Object... sources) throws InvalidSettingsException {
        long connected = Arrays.stream(sources).filter(Objects::nonNull).count();
        if (connected == 0) {
            throw new InvalidSettingsException(
                    "Connect what the records were drawn from: DP aggregates, a DP model or combination aggregates.");
        }
        if (connected > 1) {
            throw new InvalidSettingsException(
                    "Connect DP aggregates, a DP model or combination aggregates, not several: a release has one source.");
        }
    }

    private static List<String> header(Codebook codebook) {
        return codebook.attributes().stream().map(Attribute::name).toList();
    }

    /** What is written and how. */
    private record Source(Codebook codebook, boolean isTest, Writing writing) {
        /** Writes a release. */
        interface Writing {
            void write(ReleaseFolder folder, ReleaseFolder.SyntheticRecords records, ProgressMonitor monitor)
                    throws ReleaseException;
        }

        static Source of(ReleasedAggregates a) {
            return new Source(a.codebook(), a.test(), (folder, records, monitor) -> folder.write(a, records, monitor));
        }

        static Source of(ReleasedModel m) {
            return new Source(
                    m.codebook(), m.model().isTest(), (folder, records, monitor) -> folder.write(m, records, monitor));
        }

        static Source of(ReleasedCombinations c) {
            return new Source(
                    c.codebook().optional(),
                    c.protection() instanceof Protection.DifferentialPrivacy dp && dp.test(),
                    (folder, records, monitor) -> folder.write(c, records, monitor));
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        ReleaseTarget parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInPortObject(0);
        AggregatesPortObject aggregates = in.getInPortObject(1);
        ModelPortObject model = in.getInPortObject(2);
        CombinationsPortObject combinations = in.getInPortObject(3);
        Work.execute(() -> {
            Source source = aggregates != null
                    ? Source.of(aggregates.aggregates())
                    : model != null ? Source.of(model.model()) : Source.of(combinations.combinations());
            Codebook codebook = source.codebook();
            Dataset coded = TableInput.read(table, codebook, "synthetic table", exec.createSubProgress(0.2));
            int[] columns = TableInput.columnsOf(header(codebook), table.getDataTableSpec(), "synthetic table");
            ReleaseFolder.SyntheticRecords records =
                    new ReleaseFolder.SyntheticRecords(header(codebook), () -> TableInput.texts(table, columns), coded);
            source.writing().write(parameters.folder(), records, Work.monitor(exec.createSubProgress(0.8)));
            if (source.isTest()) {
                out.setWarningMessage(ReleasedAggregates.TEST_MARK + ". Do not hand on this folder.");
            }
        });
    }
}
