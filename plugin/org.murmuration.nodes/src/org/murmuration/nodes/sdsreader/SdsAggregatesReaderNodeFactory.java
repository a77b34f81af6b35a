// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.sdsreader;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
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
import org.murmuration.engine.aggregation.combinations.SelectionsFile;
import org.murmuration.nodes.adapter.CombinationOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.adapter.WorkflowPaths;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CombinationsPortObject;
import org.murmuration.nodes.port.CombinationsPortObjectSpec;

/** Reads aggregates files of Synthetic Data Showcase. */
public final class SdsAggregatesReaderNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("SDS Aggregates Reader")
            .icon("sds-aggregates-reader.png")
            .shortDescription("Reads an aggregates file of Synthetic Data Showcase.")
            .fullDescription(
                    """
                    <p>Reads counts of combinations that Synthetic Data Showcase wrote, with tabs or commas, so that
                    they can be made into records or evaluated here. Semicolons and colons that it wrote as placeholders
                    are restored.</p>
                    <p><b>Protection.</b> The file only says whether counts are protected, not how. A file of
                    unprotected counts is read too, and everything made of it is marked.</p>
                    <p><b>Codebook.</b> The names and values in the file, in the order in which they come. Parts of a
                    combination that the file does not list are added, and no count is above that of a part.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addOutputTable("Aggregates", "The number of records first, then one row a combination.")
                    .addOutputPort(
                            "Combination aggregates",
                            "The counts, for synthesis and evaluation.",
                            CombinationsPortObject.TYPE)
                    .addOutputPort("Codebook", "Names and values in the file.", CodebookPortObject.TYPE))
            .model(m -> m.parametersClass(SdsAggregatesReaderNodeParameters.class)
                    .configure(SdsAggregatesReaderNodeFactory::configure)
                    .execute(SdsAggregatesReaderNodeFactory::execute))
            .nodeType(NodeType.Source)
            .keywords("import", "Synthetic Data Showcase", "aggregates", "selections");

    /** Creates the factory. */
    public SdsAggregatesReaderNodeFactory() {
        super(NODE);
    }

    private static Path file(SdsAggregatesReaderNodeParameters parameters) throws InvalidSettingsException {
        Path file = WorkflowPaths.resolve(parameters.m_file, "the aggregates file");
        if (!Files.isRegularFile(file)) {
            throw new InvalidSettingsException("There is no aggregates file at " + file + ". Check the path.");
        }
        return file;
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        file(in.getParameters());
        out.setOutSpec(
                1, new CombinationsPortObjectSpec(Optional.empty(), CombinationsPortObjectSpec.Kind.IMPORTED, false));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        SdsAggregatesReaderNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        Work.execute(() -> {
            ReleasedCombinations released;
            try (BufferedReader reader = Files.newBufferedReader(file(parameters), StandardCharsets.UTF_8)) {
                released = SelectionsFile.read(reader);
            } catch (NoSuchFileException e) {
                throw new InvalidSettingsException("The aggregates file is gone. Check the path.", e);
            }
            out.setOutData(
                    0, CombinationOutput.write(exec, released, released.table().maxLength()));
            out.setOutData(1, new CombinationsPortObject(released));
            out.setOutData(2, new CodebookPortObject(released.codebook()));
            if (released.protection() instanceof Protection.Imported i && !i.isProtected()) {
                out.setWarningMessage(
                        "The counts of this file are not protected: do not publish them, nor what is made of"
                                + " them.");
            }
        });
    }
}
