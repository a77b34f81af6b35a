// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.murmuration.engine.internal.DoubleText;

/** Writes a tree as text. */
final class JsonWriter {
    private static final String HEX = "0123456789ABCDEF";
    private static final String CANONICAL_HEX = "0123456789abcdef";
    private static final String SHORT_ESCAPED = "\b\t\n\f\r\"\\";
    private static final String SHORT_ESCAPES = "btnfr\"\\";

    private final Appendable out;
    private final JsonFormat format;
    private final String hex;
    private int depth;

    JsonWriter(Appendable out, JsonFormat format) {
        this.out = out;
        this.format = format;
        hex = format == JsonFormat.CANONICAL ? CANONICAL_HEX : HEX;
    }

    void write(JsonValue value) throws IOException {
        writeAny(value instanceof JsonScalar s ? s.value() : value);
    }

    private void writeAny(Object value) throws IOException {
        if (value instanceof JsonObject o) {
            writeObject(o);
        } else if (value instanceof JsonArray a) {
            writeArray(a);
        } else if (value instanceof String s) {
            writeText(s);
        } else if (value instanceof Double d) {
            out.append(format == JsonFormat.CANONICAL ? DoubleText.ofEcmascript(d) : DoubleText.of(d));
        } else {
            out.append(String.valueOf(value));
        }
    }

    private void writeObject(JsonObject object) throws IOException {
        boolean isPretty = format == JsonFormat.PRETTY;
        Map<String, Object> members =
                format == JsonFormat.CANONICAL ? new TreeMap<>(object.members()) : object.members();
        out.append('{');
        depth++;
        boolean isFirst = true;
        for (Map.Entry<String, Object> member : members.entrySet()) {
            if (!isFirst) {
                out.append(',');
            }
            isFirst = false;
            if (isPretty) {
                indent();
            }
            writeText(member.getKey());
            out.append(isPretty ? " : " : ":");
            writeAny(member.getValue());
        }
        depth--;
        if (isPretty && isFirst) {
            out.append(' ');
        } else if (isPretty) {
            indent();
        }
        out.append('}');
    }

    private void indent() throws IOException {
        out.append('\n');
        for (int i = 0; i < depth; i++) {
            out.append("  ");
        }
    }

    private void writeArray(JsonArray array) throws IOException {
        boolean isPretty = format == JsonFormat.PRETTY;
        out.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            if (isPretty) {
                out.append(' ');
            }
            writeAny(array.value(i));
        }
        out.append(isPretty ? " ]" : "]");
    }

    private void writeText(String text) throws IOException {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int known = SHORT_ESCAPED.indexOf(c);
            if (known >= 0 || c < ' ') {
                out.append(text, written, i).append('\\');
                written = i + 1;
                if (known >= 0) {
                    out.append(SHORT_ESCAPES.charAt(known));
                } else {
                    out.append("u00").append(hex.charAt(c >> 4)).append(hex.charAt(c & 15));
                }
            }
        }
        out.append(text, written, text.length()).append('"');
    }
}
