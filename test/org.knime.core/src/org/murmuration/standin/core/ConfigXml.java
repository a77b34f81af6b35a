// SPDX-License-Identifier: Apache-2.0
package org.murmuration.standin.core;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBase;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The XML form of KNIME's settings: nested config elements with typed entries. */
public final class ConfigXml {
    /** Marks an entry that holds a null string. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private static final String HEADER = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<config xmlns=\"http://www.knime.org/2008/09/XMLConfig\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xsi:schemaLocation=\"http://www.knime.org/2008/09/XMLConfig"
            + " http://www.knime.org/XMLConfig_2008_09.xsd\" key=\"";
    private static final Pattern ESCAPED = Pattern.compile("%%(\\d{5})");

    private static BiConsumer<ConfigBase, ConfigBase> adder;

    private ConfigXml() {}

    /** Registers how a config takes a child; called by the config class alone. */
    public static void setAdder(BiConsumer<ConfigBase, ConfigBase> function) {
        adder = function;
    }

    /** Adds a child under its own key. */
    public static void add(ConfigBase parent, ConfigBase child) {
        adder.accept(parent, child);
    }

    /** Writes a config with its entries in order. */
    public static void write(ConfigBase config, Map<String, Object> entries, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(HEADER + escape(config.getKey()) + "\">\n");
        writeEntries(entries, "    ", writer);
        writer.write("</config>\n");
        writer.flush();
    }

    private static void writeEntries(Map<String, Object> entries, String indent, Writer out) throws IOException {
        for (Map.Entry<String, Object> e : entries.entrySet()) {
            String key = escape(e.getKey());
            if (e.getValue() instanceof ConfigBase child) {
                if (child.keySet().isEmpty()) {
                    out.write(indent + "<config key=\"" + key + "\"/>\n");
                } else {
                    out.write(indent + "<config key=\"" + key + "\">\n");
                    writeEntries(entriesOf(child), indent + "    ", out);
                    out.write(indent + "</config>\n");
                }
            } else {
                boolean isNull = e.getValue() == NULL;
                String value = isNull ? "" : escape(String.valueOf(e.getValue()));
                out.write(indent + "<entry key=\"" + key + "\" type=\"" + typeOf(e.getValue()) + "\""
                        + (isNull ? " isnull=\"true\"" : "") + " value=\"" + value + "\"/>\n");
            }
        }
    }

    private static Map<String, Object> entriesOf(ConfigBase config) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (String key : config.keySet()) {
            entries.put(key, value(config, key));
        }
        return entries;
    }

    private static Object value(ConfigBase config, String key) {
        try {
            return config.getConfigBase(key);
        } catch (InvalidSettingsException notAConfig) {
            if (config.getString(key, "a") == null) {
                return NULL;
            }
            String first = config.getString(key, "a");
            if (first.equals(config.getString(key, "b"))) {
                return first;
            }
            if (config.getInt(key, 0) == config.getInt(key, 1)) {
                return config.getInt(key, 0);
            }
            if (config.getLong(key, 0) == config.getLong(key, 1)) {
                return config.getLong(key, 0);
            }
            if (config.getBoolean(key, true) == config.getBoolean(key, false)) {
                return config.getBoolean(key, true);
            }
            return config.getDouble(key, 0);
        }
    }

    private static String typeOf(Object value) {
        if (value instanceof Integer) {
            return "xint";
        }
        if (value instanceof Long) {
            return "xlong";
        }
        if (value instanceof Double) {
            return "xdouble";
        }
        return value instanceof Boolean ? "xboolean" : "xstring";
    }

    /** Fills a config from XML. */
    public static void read(ConfigBase config, InputStream in) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            fill(config, builder.parse(new Unclosable(in)).getDocumentElement());
        } catch (ParserConfigurationException | SAXException | NumberFormatException e) {
            throw new IOException("This is not a KNIME settings file: " + e.getMessage(), e);
        }
    }

    private static void fill(ConfigBase config, Element element) throws IOException {
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (!(n instanceof Element child)) {
                continue;
            }
            String key = unescape(child.getAttribute("key"));
            if ("config".equals(child.getTagName())) {
                fill(config.addConfigBase(key), child);
                continue;
            }
            String value = unescape(child.getAttribute("value"));
            switch (child.getAttribute("type")) {
                case "xstring" -> config.addString(
                        key, Boolean.parseBoolean(child.getAttribute("isnull")) ? null : value);
                case "xint" -> config.addInt(key, Integer.parseInt(value));
                case "xlong" -> config.addLong(key, Long.parseLong(value));
                case "xdouble" -> config.addDouble(key, Double.parseDouble(value));
                case "xboolean" -> config.addBoolean(key, Boolean.parseBoolean(value));
                default -> throw new IOException("Unknown entry type " + child.getAttribute("type"));
            }
        }
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    if (c < ' ') {
                        out.append("%%").append(String.format("%05d", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    private static String unescape(String text) {
        Matcher matcher = ESCAPED.matcher(text);
        return matcher.replaceAll(
                m -> Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(m.group(1)))));
    }

    /** Keeps a zip stream open after the XML parser has read one entry. */
    private static final class Unclosable extends FilterInputStream {
        Unclosable(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // the caller closes
        }
    }
}
