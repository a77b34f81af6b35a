// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

import java.io.IOException;
import java.io.Reader;

/**
 * The characters of a JSON text, as long as they keep to what Gson does not check: literals are in lower case, texts
 * hold no bare control character and only the escapes of RFC 8259, and the whole has a limit.
 */
final class StrictText extends Reader {
    private final Reader text;
    private final long limit;
    private long read;
    private int line = 1;
    private int column;
    private char last;
    private boolean isQuoted;
    private boolean isEscaped;

    StrictText(Reader text, long limit) {
        this.text = text;
        this.limit = limit;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int n = text.read(buffer, offset, length);
        for (int i = offset; i < offset + n; i++) {
            check(buffer[i]);
        }
        read += Math.max(0, n);
        if (read > limit) {
            throw wrong("the text is longer than " + limit + " characters");
        }
        return n;
    }

    private void check(char c) {
        column++;
        if (!isQuoted) {
            isQuoted = c == '"';
            boolean isExponent = c == 'E' && last >= '0' && last <= '9';
            if (c >= 'A' && c <= 'Z' && !isExponent) {
                throw wrong("this is not JSON");
            }
        } else if (c < ' ') {
            throw wrong("a control character stands in a text; it must be escaped");
        } else if (isEscaped) {
            isEscaped = false;
            if (c == '\'') {
                throw wrong("an unknown escape stands in a text");
            }
        } else {
            isEscaped = c == '\\';
            isQuoted = c != '"';
        }
        if (c == '\n') {
            line++;
            column = 0;
        }
        last = c;
    }

    private JsonException wrong(String rule) {
        return wrong("line " + line + ", column " + column, rule);
    }

    static JsonException wrong(String position, String rule) {
        return new JsonException(
                "The JSON is wrong" + (position.isEmpty() ? "" : " at " + position) + ": " + rule + ".");
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
