// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.sdswriter;

import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.aggregation.combinations.SelectionsFile;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.adapter.WorkflowPaths;
import org.murmuration.nodes.port.CombinationsPortObject;

/** Writes aggregates files of Synthetic Data Showcase. */
public final class SdsAggregatesWriterNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("SDS Aggregates Writer")
            .icon("sds-aggregates-writer.png")
            .shortDescription("Writes protected counts as an aggregates file of Synthetic Data Showcase.")
            .fullDescription(
                    """
                    <p>Writes counts of combinations in the layout of Synthetic Data Showcase, so that its dashboards
                    can show them: the number of records, then one line a combination, by length and by count.</p>
                    <p><b>Limits.</b> The file knows no missing values: combinations with them are left out. It does not
                    say what protects the counts; share the guarantee with it.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p ->
                    p.addInputPort("Combination aggregates", "Protected counts to write.", CombinationsPortObject.TYPE))
            .model(m -> m.parametersClass(SdsAggregatesWriterNodeParameters.class)
                    .configure(SdsAggregatesWriterNodeFactory::configure)
                    .execute(SdsAggregatesWriterNodeFactory::execute))
            .nodeType(NodeType.Sink)
            .keywords("export", "Synthetic Data Showcase", "aggregates", "selections");

    /** Creates the factory. */
    public SdsAggregatesWriterNodeFactory() {
        super(NODE);
    }

    private static Path file(SdsAggregatesWriterNodeParameters parameters) throws InvalidSettingsException {
        Path file = WorkflowPaths.resolve(parameters.m_file, "the aggregates file");
        if (Files.exists(file) && !parameters.m_overwrite) {
            throw new InvalidSettingsException(
                    "There is a file at " + file + " already. Choose another path, or set that it may be overwritten.");
        }
        if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
            throw new InvalidSettingsException("There is no folder " + file.getParent() + ". Create it first.");
        }
        return file;
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        file(in.getParameters());
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        SdsAggregatesWriterNodeParameters parameters = in.getParameters();
        CombinationsPortObject port = in.getInPortObject(0);
        Work.execute(() -> {
            Path file = file(parameters);
            Path draft = Files.createTempFile(file.getParent(), ".aggregates", ".tmp");
            try {
                try (BufferedWriter writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                    SelectionsFile.write(port.combinations(), parameters.m_delimiter.character(), writer);
                }
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        });
    }
}
