// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Stand-in for the KNIME type of the same name: JSON-RPC 2.0 calls of public methods of one handler. */
public final class RpcDataService extends AbstractDataService {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int FAILED = -32603;

    private final Object m_handler;

    private RpcDataService(Object handler) {
        m_handler = handler;
    }

    public static <S> RpcDataServiceBuilder builder(S s) {
        return new RpcDataServiceBuilder(s);
    }

    public static String jsonRpcRequest(String text, String... texts) {
        ObjectNode request = MAPPER.createObjectNode();
        request.put("jsonrpc", "2.0").put("id", 1).put("method", text);
        ArrayNode params = request.putArray("params");
        for (String p : texts) {
            params.add(p);
        }
        return request.toString();
    }

    public String handleRpcRequest(String text) {
        ObjectNode answer = MAPPER.createObjectNode();
        answer.put("jsonrpc", "2.0");
        try {
            JsonNode request = MAPPER.readTree(text);
            answer.set("id", request.path("id"));
            JsonNode params = request.path("params");
            String name = request.path("method").asText();
            for (Method method : m_handler.getClass().getMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == params.size()) {
                    Object[] args = new Object[params.size()];
                    for (int i = 0; i < args.length; i++) {
                        args[i] = MAPPER.treeToValue(params.get(i), method.getParameterTypes()[i]);
                    }
                    answer.set("result", MAPPER.valueToTree(method.invoke(m_handler, args)));
                    return answer.toString();
                }
            }
            answer.putObject("error").put("code", METHOD_NOT_FOUND).put("message", "Method not found: " + name);
        } catch (JsonProcessingException | IllegalAccessException | InvocationTargetException e) {
            answer.putObject("error").put("code", FAILED).put("message", String.valueOf(e.getMessage()));
        }
        return answer.toString();
    }

    /** Stand-in for the KNIME type of the same name. */
    public static final class RpcDataServiceBuilder extends AbstractDataService.AbstractDataServiceBuilder {
        private final Object m_service;

        private RpcDataServiceBuilder(Object service) {
            m_service = service;
        }

        public RpcDataService build() {
            return new RpcDataService(m_service);
        }
    }
}
