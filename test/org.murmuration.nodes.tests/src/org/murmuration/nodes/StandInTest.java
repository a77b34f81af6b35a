// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeSettings;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.murmuration.nodes.adapter.TableOutput;

/** The stand-in behaves as KNIME where our nodes could tell the difference. */
class StandInTest {
    enum Mechanism {
        LAPLACE,
        GAUSS
    }

    static final class Bound implements NodeParameters {
        double m_low;
        String m_name = "b";
    }

    /** The parameters of the demo node whose settings a real KNIME 5.8.3 saved. */
    static final class Demo implements NodeParameters {
        ColumnFilter m_columns = new ColumnFilter().withIncludeUnknownColumns();
        String m_user = "x";
        double m_epsilon = 1;
        Mechanism m_mech = Mechanism.LAPLACE;
        double m_delta = 1e-6;
        Optional<Long> m_seed = Optional.empty();
        Bound[] m_bounds = {};
        String m_note = "release";

        @Persist(configKey = "notes")
        String m_text = "";

        Mechanism m_other = Mechanism.LAPLACE;
        Void m_message;
    }

    private static String xml(NodeParameters parameters) throws Exception {
        NodeSettings settings = new NodeSettings("model");
        NodeParametersUtil.saveSettings(parameters.getClass(), parameters, settings);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        settings.saveToXML(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void parametersAreSavedAsKnimeSavesThem() throws Exception {
        String golden = new String(
                StandInTest.class
                        .getResourceAsStream("settings/knime-5.8.3-demo.xml")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        assertEquals(golden, xml(new Demo()));
    }

    @Test
    void parametersComeBackAsTheyWere() throws Exception {
        Demo demo = new Demo();
        demo.m_seed = Optional.of(-5L);
        demo.m_mech = Mechanism.GAUSS;
        demo.m_bounds = new Bound[] {new Bound(), new Bound()};
        demo.m_bounds[1].m_low = Double.NEGATIVE_INFINITY;
        demo.m_note = "tab\t, line\n, <&\"'> \u4e2d %%00010";
        demo.m_text = null;
        demo.m_columns = new ColumnFilter(new String[] {"a", "b"});
        String text = xml(demo).replace("%%%%", "%%");
        NodeSettings loaded = (NodeSettings)
                NodeSettings.loadFromXML(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        Demo back = NodeParametersUtil.loadSettings(loaded, Demo.class);
        assertEquals(demo.m_seed, back.m_seed);
        assertEquals(Mechanism.GAUSS, back.m_mech);
        assertEquals(2, back.m_bounds.length);
        assertEquals(Double.NEGATIVE_INFINITY, back.m_bounds[1].m_low);
        assertTrue(back.m_note.startsWith("tab\t, line\n, <&\"'> \u4e2d"));
        assertEquals(null, back.m_text);
        DataTableSpec spec = TableOutput.textSpec(java.util.List.of("b", "c", "a"));
        assertArrayEquals(new String[] {"b", "a"}, back.m_columns.filterFromFullSpec(spec));
    }

    /** Public methods of this class are what a page may call. */
    public static final class Service {
        /** Adds two numbers. */
        public int add(int a, int b) {
            return a + b;
        }
    }

    @Test
    void pagesCallTheirServiceByJsonRpc() {
        RpcDataService service = RpcDataService.builder(new Service()).build();
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":5}",
                service.handleRpcRequest(RpcDataService.jsonRpcRequest("add", "2", "3")));
        assertTrue(service.handleRpcRequest(RpcDataService.jsonRpcRequest("remove"))
                .contains("-32601"));
    }

    @Test
    void tablesCheckTheirRows() {
        BufferedDataContainer container =
                NodeHarness.context().createDataContainer(TableOutput.textSpec(java.util.List.of("a")));
        container.addRowToTable(new DefaultRow("k", new StringCell("x")));
        assertThrows(
                IllegalArgumentException.class,
                () -> container.addRowToTable(new DefaultRow("k", new StringCell("x"))));
        assertThrows(
                IllegalArgumentException.class,
                () -> container.addRowToTable(new DefaultRow("l", new StringCell("x"), new StringCell("y"))));
        assertThrows(
                IllegalArgumentException.class,
                () -> container.addRowToTable(new DefaultRow("m", new org.knime.core.data.def.DoubleCell(1))));
        assertThrows(IllegalStateException.class, container::getTable);
    }

    @Test
    void subProgressAddsUpAndCancelReachesIt() throws Exception {
        DefaultNodeProgressMonitor monitor = new DefaultNodeProgressMonitor();
        ExecutionMonitor exec = new ExecutionMonitor(monitor);
        ExecutionMonitor first = exec.createSubProgress(0.5);
        first.setProgress(0.5, "half of the first half");
        assertEquals(0.25, monitor.getProgress(), 1e-12);
        first.setProgress(1);
        ExecutionMonitor second = exec.createSubProgress(0.5);
        second.setProgress(0.5);
        assertEquals(0.75, monitor.getProgress(), 1e-12);
        second.checkCanceled();
        monitor.setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, second::checkCanceled);
    }
}
