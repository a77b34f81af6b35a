// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.reader;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.murmuration.engine.csv.CsvOptions;

/** Parameters of the Case Data Reader. */
final class CaseDataReaderNodeParameters implements NodeParameters {
    interface Sections {
        @Section(title = "Files")
        interface Files {}

        @Section(title = "Format")
        @After(Files.class)
        interface Format {}
    }

    /** Encodings that case files come in. */
    enum Encoding {
        @Label(
                value = "UTF-8",
                description = "The usual encoding today; UTF-16 with a byte order mark is recognised too.")
        UTF_8(StandardCharsets.UTF_8),
        @Label(value = "Windows-1252", description = "Western European files saved by older office programs.")
        WINDOWS_1252(Charset.forName("windows-1252")),
        @Label(value = "ISO-8859-1", description = "Latin-1.")
        ISO_8859_1(StandardCharsets.ISO_8859_1);

        private final Charset charset;

        Encoding(Charset charset) {
            this.charset = charset;
        }
    }

    /** What separates the fields. */
    enum Delimiter {
        @Label(value = "Detect", description = "The most frequent of comma, semicolon, tab and bar in the first line.")
        DETECT(null),
        @Label(value = "Comma", description = "a,b,c")
        COMMA(','),
        @Label(value = "Semicolon", description = "a;b;c")
        SEMICOLON(';'),
        @Label(value = "Tab", description = "Tab characters.")
        TAB('\t'),
        @Label(value = "Bar", description = "a|b|c")
        BAR('|');

        private final Character character;

        Delimiter(Character character) {
            this.character = character;
        }
    }

    @Widget(
            title = "Case file (CSV)",
            description = "Path of the file with the records. The first line must name the columns. A relative path"
                    + " starts at the folder of the workflow, so <tt>data/cases.csv</tt> is a file kept with it.")
    @TextInputWidget(placeholder = "data/cases.csv")
    @Layout(Sections.Files.class)
    String m_file = "";

    @Widget(
            title = "Codebook (JSON)",
            description = "Path of the codebook: a Frictionless Table Schema that lists every attribute with its"
                    + " categories or bins. It must be made from public knowledge, not from the records.")
    @TextInputWidget(placeholder = "data/codebook.json")
    @Layout(Sections.Files.class)
    String m_codebook = "";

    @Widget(title = "Encoding", description = "How the characters of the file were saved.")
    @Layout(Sections.Format.class)
    Encoding m_encoding = Encoding.UTF_8;

    @Widget(title = "Delimiter", description = "What separates the fields of a line.")
    @Layout(Sections.Format.class)
    Delimiter m_delimiter = Delimiter.DETECT;

    CsvOptions options() {
        return new CsvOptions(
                m_encoding.charset, Optional.ofNullable(m_delimiter.character), CsvOptions.DEFAULT_MAX_FIELD_LENGTH);
    }
}
