// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.linkedwriter;

import java.util.List;
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
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.report.ReleaseFolder;
import org.murmuration.engine.synthesis.linked.LinkedTables;
import org.murmuration.nodes.adapter.LinkedInput;
import org.murmuration.nodes.adapter.SyntheticMark;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.parameters.ReleaseTarget;
import org.murmuration.nodes.port.FamiliesPortObject;
import org.murmuration.nodes.port.FamiliesPortObjectSpec;

/** Writes a release folder of two linked tables. */
public final class LinkedReleaseWriterNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Linked Release Writer")
            .icon("linked-release-writer.png")
            .shortDescription(
                    "Writes synthetic parents and children and what they were drawn from to a folder to share.")
            .fullDescription(
                    """
                    <p>Writes a folder with <tt>parents.csv</tt> and <tt>children.csv</tt>, linked by the parent's key,
                    <tt>aggregates.csv</tt> with every released cell and its error, <tt>model.json</tt> to draw other
                    tables from, <tt>codebook.json</tt>, a data package that describes both tables,
                    <tt>privacy.json</tt> with the guarantee for every unit and every noisy release it is made of, and
                    <tt>report.html</tt>, a page for people that needs no network.</p>
                    <p><b>Privacy.</b> Only what was released enters the folder: this node takes no sensitive table.
                    Share the folder, never the workflow, which holds the original data.</p>
                    <p>Keys are checked: every child's parent must be there. Everything is written beside the target
                    first and moved there at the end, so that an error or a cancel leaves nothing behind.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Synthetic parents", "What Linked DP Synthesizer drew.")
                    .addInputTable("Synthetic children", "What Linked DP Synthesizer drew.")
                    .addInputPort("Linked model", "What they were drawn from.", FamiliesPortObject.TYPE))
            .model(m -> m.parametersClass(ReleaseTarget.class)
                    .configure(LinkedReleaseWriterNodeFactory::configure)
                    .execute(LinkedReleaseWriterNodeFactory::execute))
            .nodeType(NodeType.Sink)
            .keywords("publish", "export", "package", "report", "open data", "linked");

    /** Creates the factory. */
    public LinkedReleaseWriterNodeFactory() {
        super(NODE);
    }

    private static LinkedInput.Keys keys(LinkedCodebook codebook) {
        return new LinkedInput.Keys(codebook.parentKey(), codebook.parentKey(), codebook.childKey());
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        ReleaseTarget parameters = in.getParameters();
        FamiliesPortObjectSpec spec = in.getInPortSpec(2);
        LinkedInput.check(in.getInTableSpec(0), in.getInTableSpec(1), spec.codebook(), keys(spec.codebook()));
        checkMarks(parameters, spec.codebook(), in.getInTableSpec(0), in.getInTableSpec(1));
        parameters.folder();
        if (spec.isTest()) {
            out.setWarningMessage(Certificate.TEST_MARK + ".");
        }
    }

    private static void checkMarks(
            ReleaseTarget parameters, LinkedCodebook codebook, DataTableSpec parents, DataTableSpec children)
            throws InvalidSettingsException {
        if (!parameters.isTrusted()) {
            SyntheticMark.check(parents, LinkedTables.parentHeader(codebook), "table of parents");
            SyntheticMark.check(children, LinkedTables.childHeader(codebook), "table of children");
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        ReleaseTarget parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable parents = in.getInTable(0);
        BufferedDataTable children = in.getInTable(1);
        FamiliesPortObject model = in.getInPortObject(2);
        Work.execute(() -> {
            LinkedCodebook codebook = model.families().codebook();
            checkMarks(parameters, codebook, parents.getDataTableSpec(), children.getDataTableSpec());
            LinkedDataset coded = LinkedInput.tables(
                            parents, children, codebook, keys(codebook), exec.createSubProgress(0.3))
                    .build(LinkedDataset.Misfits.REFUSE);
            ReleaseFolder.SyntheticFamilies families = new ReleaseFolder.SyntheticFamilies(
                    () -> TableInput.texts(parents, columns(LinkedTables.parentHeader(codebook), parents)),
                    () -> TableInput.texts(children, columns(LinkedTables.childHeader(codebook), children)),
                    coded);
            parameters.explored().write(model.families(), families, Work.monitor(exec.createSubProgress(0.7)));
            if (model.families().test()) {
                out.setWarningMessage(Certificate.TEST_MARK + ". Do not share this folder.");
            }
        });
    }

    private static int[] columns(List<String> names, BufferedDataTable table) {
        DataTableSpec spec = table.getDataTableSpec();
        return names.stream()
                .mapToInt(name -> spec.findColumnIndex(name.trim()))
                .toArray();
    }
}
