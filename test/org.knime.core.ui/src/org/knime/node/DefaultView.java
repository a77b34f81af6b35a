// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.page.Page;
import org.knime.node.parameters.NodeParameters;

/** Stand-in for the KNIME type of the same name. */
public final class DefaultView implements FluentNodeAPI {
    final Class<? extends NodeParameters> m_parametersClass;
    final String m_description;
    final Page m_page;
    Function<ViewInput, ?> m_initialData;
    InitialDataService.Serializer<Object> m_serializer;
    Function<ViewInput, Object> m_handler;

    private DefaultView(Class<? extends NodeParameters> parametersClass, String description, Page page) {
        m_parametersClass = parametersClass;
        m_description = description;
        m_page = page;
    }

    static RequireViewParameters create() {
        return type -> description -> page -> new DefaultView(type, description, page.apply(Page.create()));
    }

    Optional<Class<? extends NodeParameters>> getParametersClass() {
        return Optional.ofNullable(m_parametersClass);
    }

    public DefaultView dataService(Function<RequireDataService, DefaultDataService> function) {
        m_handler = ((SingleHandlerDataService) function.apply(SingleHandlerDataService::new)).m_create;
        return this;
    }

    @SuppressWarnings("unchecked")
    public <D> DefaultView initialData(Function<RequireInitialData, DefaultInitialData<D>> function) {
        DefaultInitialData<D> data = function.apply(new RequireInitialData() {
            @Override
            public <T> DefaultInitialData<T> data(Function<ViewInput, T> source) {
                return new DefaultInitialData<>(source);
            }
        });
        m_initialData = data.m_source;
        m_serializer = (InitialDataService.Serializer<Object>) data.m_form;
        return this;
    }

    /** What both kinds of data service share. */
    abstract static class AbstractDataService<T> {}

    /** Stand-in for the KNIME type of the same name. */
    public abstract static class DefaultDataService extends AbstractDataService<DefaultDataService>
            implements FluentNodeAPI {
        public DefaultDataService() {}
    }

    /** Stand-in for the KNIME type of the same name. */
    public static final class DefaultInitialData<D> extends AbstractDataService<DefaultInitialData<D>>
            implements FluentNodeAPI {
        private final Function<ViewInput, D> m_source;
        private InitialDataService.Serializer<D> m_form;

        private DefaultInitialData(Function<ViewInput, D> source) {
            m_source = source;
        }

        public DefaultInitialData<D> serializer(InitialDataService.Serializer<D> serializer) {
            m_form = serializer;
            return this;
        }
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface RequireDataService {
        SingleHandlerDataService handler(Function<ViewInput, Object> function);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface RequireDescription {
        RequirePage description(String text);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface RequireInitialData {
        <D> DefaultInitialData<D> data(Function<ViewInput, D> function);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface RequirePage {
        DefaultView page(Function<Page.RequireFromFileOrString, Page> function);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface RequireViewParameters {
        RequireDescription parametersClass(Class<? extends NodeParameters> type);

        default RequireDescription withoutParameters() {
            return parametersClass(null);
        }
    }

    /** Stand-in for the KNIME type of the same name. */
    public static final class SingleHandlerDataService extends DefaultDataService {
        private final Function<ViewInput, Object> m_create;

        private SingleHandlerDataService(Function<ViewInput, Object> create) {
            m_create = create;
        }
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface ViewInput {
        PortObject[] getInternalPortObjects();

        <S extends NodeParameters> S getParameters();

        default BufferedDataTable[] getInternalTables() {
            return Stream.of(getInternalPortObjects())
                    .map(BufferedDataTable.class::cast)
                    .toArray(BufferedDataTable[]::new);
        }
    }
}
