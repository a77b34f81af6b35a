// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.linkedbuilder;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
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
import org.murmuration.engine.dataset.ValidationReport;
import org.murmuration.engine.linked.IntegrityReport;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.ListSheet;
import org.murmuration.engine.linked.WideSheet;
import org.murmuration.nodes.adapter.LinkedInput;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.LinkedDataPortObject;
import org.murmuration.nodes.port.LinkedDataPortObjectSpec;

/** Links two tables, or takes a sheet apart into them. */
public final class LinkedDataBuilderNodeFactory extends DefaultNodeFactory {
    private static final DataTableSpec INTEGRITY =
            TableOutput.spec("About", StringCell.TYPE, "Finding", StringCell.TYPE, "Rows (private)", LongCell.TYPE);

    private static final String NOT_USED = "The second table is not used: the data come as one sheet.";

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Linked Data Builder")
            .icon("linked-data-builder.png")
            .shortDescription("Links two tables, such as victims and their perpetrators, for a release of both.")
            .fullDescription(
                    """
                    <p>Links a table of parents with a table of children by their keys, or takes one sheet apart that
                    holds both: with columns that repeat for each child, or with cells that are lists. Any parents and
                    children will do: patients and visits, households and persons, cases and suspects.</p>
                    <p><b>What follows.</b> Linked DP Synthesizer releases both tables with one guarantee for a parent
                    with all its children, so that who did what to whom is kept.</p>
                    <p><b>Keys.</b> Blanks at the ends of keys do not matter. A child that several parents have stays
                    with each of them, because no parent's rows may depend on another's. Rows that do not fit together
                    are reported by kind, without keys; the second output counts them.</p>
                    <p><b>Privacy.</b> Both outputs are sensitive: the data hold the records, the counts <b>contain
                    sensitive results: do not publish</b>. Codebooks must be public, and keys must not be in them.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Parents or sheet", "One row a parent; or one sheet with both.")
                    .addInputPort(
                            "Children", "One row a child (not used for a sheet).", BufferedDataTable.TYPE_OPTIONAL)
                    .addInputPort("Codebook of parents", "Public, without keys.", CodebookPortObject.TYPE)
                    .addInputPort("Codebook of children", "Public, without keys.", CodebookPortObject.TYPE)
                    .addOutputPort("Linked data", "Both tables, linked (sensitive).", LinkedDataPortObject.TYPE)
                    .addOutputTable("Integrity", "How the rows fit together and the codebooks (private)."))
            .model(m -> m.parametersClass(LinkedDataBuilderNodeParameters.class)
                    .configure(LinkedDataBuilderNodeFactory::configure)
                    .execute(LinkedDataBuilderNodeFactory::execute))
            .nodeType(NodeType.Manipulator)
            .keywords("link", "join", "foreign key", "relational", "parent", "child", "victim", "perpetrator");

    /** Creates the factory. */
    public LinkedDataBuilderNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        LinkedDataBuilderNodeParameters parameters = in.getParameters();
        DataTableSpec first = in.getInTableSpec(0);
        DataTableSpec second = in.getInPortSpec(1);
        CodebookPortObjectSpec parents = in.getInPortSpec(2);
        CodebookPortObjectSpec children = in.getInPortSpec(3);
        Work.configure(() -> {
            LinkedCodebook codebook = parameters.codebook(parents.publicCodebook(), children.publicCodebook());
            if (parameters.m_shape == LinkedDataBuilderNodeParameters.Shape.TABLES) {
                LinkedInput.check(first, needed(second, codebook), codebook, parameters.keys());
            } else {
                checkSheet(parameters, first, codebook);
                if (second != null) {
                    out.setWarningMessage(NOT_USED);
                }
            }
            out.setOutSpec(0, new LinkedDataPortObjectSpec(codebook));
            out.setOutSpec(1, INTEGRITY);
        });
    }

    private static <T> T needed(T second, LinkedCodebook codebook) throws InvalidSettingsException {
        if (second == null) {
            throw new InvalidSettingsException("Connect the " + codebook.child()
                    + " table to the second input, or say that the data come as one sheet.");
        }
        return second;
    }

    private static void checkSheet(
            LinkedDataBuilderNodeParameters parameters, DataTableSpec sheet, LinkedCodebook codebook)
            throws InvalidSettingsException {
        TableInput.columnsOf(TableInput.names(codebook.parents()), sheet, "sheet");
        if (!parameters.m_parentKey.isBlank()) {
            LinkedInput.keyColumn(parameters.m_parentKey, sheet, "sheet", codebook.parents());
        }
        if (parameters.m_shape == LinkedDataBuilderNodeParameters.Shape.WIDE) {
            WideSheet.of(LinkedInput.header(sheet), parameters.m_prefix, codebook.children());
        } else {
            ListSheet.of(LinkedInput.header(sheet), parameters.m_separator, codebook.children());
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        LinkedDataBuilderNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable first = in.getInTable(0);
        BufferedDataTable second = in.getInPortObject(1);
        CodebookPortObject parents = in.getInPortObject(2);
        CodebookPortObject children = in.getInPortObject(3);
        Work.execute(() -> {
            LinkedCodebook codebook = parameters.codebook(parents.publicCodebook(), children.publicCodebook());
            LinkedDataset.Builder builder =
                    switch (parameters.m_shape) {
                        case TABLES -> LinkedInput.tables(
                                first, needed(second, codebook), codebook, parameters.keys(), exec);
                        case WIDE -> LinkedInput.wide(
                                first, codebook, parameters.m_parentKey, parameters.m_prefix, exec);
                        case LISTS -> LinkedInput.lists(
                                first, codebook, parameters.m_parentKey, parameters.m_separator, exec);
                    };
            BufferedDataTable integrity = integrity(builder, codebook, exec);
            boolean isSound = builder.report().isSound();
            out.setOutData(0, new LinkedDataPortObject(builder.build(parameters.m_misfits.engine())));
            out.setOutData(1, integrity);
            boolean isSheet = parameters.m_shape != LinkedDataBuilderNodeParameters.Shape.TABLES;
            if (isSheet && second != null) {
                out.setWarningMessage(NOT_USED);
            }
            if (!isSound) {
                out.setWarningMessage(
                        "Rows whose keys do not fit together were left out; the second output counts them.");
            }
        });
    }

    private static BufferedDataTable integrity(
            LinkedDataset.Builder builder, LinkedCodebook codebook, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, INTEGRITY);
        IntegrityReport r = builder.report();
        String parent = codebook.parent();
        String child = codebook.child();
        add(table, parent, "rows", r.parentRows());
        add(table, parent, "without a key", r.parentsWithoutKey());
        add(table, parent, "with the key of an earlier one", r.duplicateParents());
        add(table, parent, "without a " + child, r.childless());
        add(table, child, "rows", r.childRows());
        add(table, child, "that name no " + parent, r.childrenWithoutKey());
        add(table, child, "whose " + parent + " is not there", r.orphans());
        add(table, child, "linked to the same " + parent + " twice", r.duplicateChildren());
        add(table, child, "with the key of their own " + parent, r.selfLinked());
        add(table, child, "that several " + parent + " rows share", r.sharedChildren());
        add(table, "link", "largest number of one " + parent, r.mostChildren());
        add(table, "link", "largest number of one " + child, r.mostFamilies());
        addValues(table, parent, builder.parentValues());
        addValues(table, child, builder.childValues());
        return table.finish();
    }

    private static void addValues(TableOutput table, String about, ValidationReport report)
            throws CanceledExecutionException {
        for (ValidationReport.Issue issue : report.issues()) {
            add(table, about + ": " + issue.attribute(), issue.rule().description(), issue.count());
        }
    }

    private static void add(TableOutput table, String about, String finding, long rows)
            throws CanceledExecutionException {
        table.add(new StringCell(about), new StringCell(finding), new LongCell(rows));
    }
}
