// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.page.Page;
import org.knime.node.parameters.NodeParameters;
import org.murmuration.standin.ui.PageHolder;

/** Shows a declared view of an executed node. */
final class StandardNodeView implements NodeView, PageHolder {
    private final DefaultView m_view;
    private final StandardNodeModel m_model;
    private NodeParameters m_parameters;

    StandardNodeView(DefaultView view, StandardNodeModel model) {
        m_view = view;
        m_model = model;
        view.getParametersClass().ifPresent(c -> m_parameters = NodeParametersUtil.createSettings(c));
    }

    @Override
    public Page getPage() {
        return m_view.m_page;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <D> Optional<InitialDataService<D>> createInitialDataService() {
        if (m_view.m_initialData == null) {
            return Optional.empty();
        }
        InitialDataService.InitialDataServiceBuilder<Object> builder =
                InitialDataService.builder(() -> (Object) m_view.m_initialData.apply(input()));
        if (m_view.m_serializer != null) {
            builder.serializer(m_view.m_serializer);
        }
        return Optional.of((InitialDataService<D>) builder.build());
    }

    @Override
    public Optional<RpcDataService> createRpcDataService() {
        return m_view.m_handler == null
                ? Optional.empty()
                : Optional.of(
                        RpcDataService.builder(m_view.m_handler.apply(input())).build());
    }

    @Override
    public void loadValidatedSettingsFrom(NodeSettingsRO settings) {
        m_view.getParametersClass().ifPresent(c -> {
            try {
                m_parameters = NodeParametersUtil.loadSettings(settings, c);
            } catch (InvalidSettingsException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        if (m_view.m_parametersClass != null) {
            NodeParametersUtil.loadSettings(settings, m_view.m_parametersClass).validate();
        }
    }

    private DefaultView.ViewInput input() {
        return new DefaultView.ViewInput() {
            @Override
            public PortObject[] getInternalPortObjects() {
                return m_model.getInternalPortObjects();
            }

            @Override
            @SuppressWarnings("unchecked")
            public <S extends NodeParameters> S getParameters() {
                return (S) m_parameters;
            }
        };
    }
}
