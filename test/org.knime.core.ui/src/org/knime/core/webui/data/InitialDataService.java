// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Supplier;

/** Stand-in for the KNIME type of the same name. */
public final class InitialDataService<D> extends AbstractDataService {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Supplier<D> m_supplier;
    private final Serializer<D> m_serializer;

    private InitialDataService(Supplier<D> supplier, Serializer<D> serializer) {
        m_supplier = supplier;
        m_serializer = serializer;
    }

    public static <D> InitialDataServiceBuilder<D> builder(Supplier<D> supplier) {
        return new InitialDataServiceBuilder<>(supplier);
    }

    /** A JSON object with the data under {@code result}, or the error under {@code internalError}. */
    public String getInitialData() {
        ObjectNode root = MAPPER.createObjectNode();
        try {
            D data = m_supplier.get();
            String text = m_serializer == null ? serialize(data) : m_serializer.serialize(data);
            root.set("result", MAPPER.readTree(text));
        } catch (IOException e) {
            root.putObject("internalError").put("message", e.getMessage());
        }
        return root.toString();
    }

    private static String serialize(Object data) throws JsonProcessingException {
        if (data instanceof String text) {
            try {
                JsonNode json = MAPPER.readTree(text);
                if (json.isContainerNode()) {
                    return text;
                }
            } catch (JsonProcessingException notJson) {
                return MAPPER.writeValueAsString(text);
            }
        }
        return MAPPER.writeValueAsString(data);
    }

    /** Stand-in for the KNIME type of the same name. */
    public static final class InitialDataServiceBuilder<D> extends AbstractDataService.AbstractDataServiceBuilder {
        private final Supplier<D> m_source;
        private Serializer<D> m_form;

        private InitialDataServiceBuilder(Supplier<D> source) {
            m_source = source;
        }

        public InitialDataService<D> build() {
            return new InitialDataService<>(m_source, m_form);
        }

        public InitialDataServiceBuilder<D> serializer(Serializer<D> serializer) {
            m_form = serializer;
            return this;
        }
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface Serializer<D> {
        String serialize(D value) throws IOException;
    }
}
