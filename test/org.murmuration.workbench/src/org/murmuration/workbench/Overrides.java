// SPDX-License-Identifier: Apache-2.0
package org.murmuration.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;

/** Replaces parameters of stored nodes by values given as text, keeping their types. */
final class Overrides {
    private Overrides() {}

    /** Applies "Node name.parameter=value" to the nodes of that name. */
    static void apply(Workflow workflow, String assignment) throws WorkbenchException {
        int equals = assignment.indexOf('=');
        for (Workflow.Node node : workflow.nodes()) {
            String prefix = node.name() + ".";
            if (equals > 0 && assignment.substring(0, equals).startsWith(prefix)) {
                apply(
                        node.model(),
                        node.name(),
                        assignment.substring(prefix.length(), equals),
                        assignment.substring(equals + 1));
                return;
            }
        }
        throw new WorkbenchException("\"" + assignment + "\" does not begin with a node of the workflow. Write"
                + " \"Node name.parameter=value\" with one of: "
                + String.join(
                        ", ", workflow.nodes().stream().map(Workflow.Node::name).toList()) + ".");
    }

    static void apply(NodeSettings model, String node, String path, String value) throws WorkbenchException {
        try {
            String[] keys = path.split("\\.");
            NodeSettings config = model;
            for (int i = 0; i < keys.length - 1; i++) {
                config = config.getNodeSettings(keys[i]);
            }
            set(config, keys[keys.length - 1], value);
        } catch (InvalidSettingsException | IllegalArgumentException e) {
            throw new WorkbenchException(
                    "The node \"" + node + "\" has no parameter \"" + path + "\" that takes \"" + value
                            + "\". Its parameters are: " + String.join(", ", keys(model, "")) + ".",
                    e);
        }
    }

    private static void set(NodeSettings config, String key, String value) throws InvalidSettingsException {
        if (!config.containsKey(key)) {
            throw new InvalidSettingsException(key);
        }
        if (config.containsKey(key + "_is_present")) {
            config.addBoolean(key + "_is_present", true);
        }
        if (config.getInt(key, 0) == config.getInt(key, 1)) {
            config.addInt(key, Integer.parseInt(value));
        } else if (config.getLong(key, 0) == config.getLong(key, 1)) {
            config.addLong(key, Long.parseLong(value));
        } else if (config.getDouble(key, 0) == config.getDouble(key, 1)) {
            config.addDouble(key, Double.parseDouble(value));
        } else if (config.getBoolean(key, false) == config.getBoolean(key, true)) {
            if (!Set.of("true", "false").contains(value)) {
                throw new IllegalArgumentException(value);
            }
            config.addBoolean(key, Boolean.parseBoolean(value));
        } else if (isConfig(config, key)) {
            throw new InvalidSettingsException(key);
        } else {
            config.addString(key, value);
        }
    }

    private static boolean isConfig(NodeSettingsRO config, String key) {
        try {
            config.getNodeSettings(key);
            return true;
        } catch (InvalidSettingsException e) {
            return false;
        }
    }

    private static Set<String> keys(NodeSettingsRO config, String prefix) {
        Set<String> result = new TreeSet<>();
        List<String> own = new ArrayList<>(config.keySet());
        for (String key : own) {
            if (key.endsWith("_is_present")) {
                continue;
            }
            try {
                result.addAll(keys(config.getNodeSettings(key), prefix + key + "."));
            } catch (InvalidSettingsException leaf) {
                result.add(prefix + key);
            }
        }
        return result;
    }
}
