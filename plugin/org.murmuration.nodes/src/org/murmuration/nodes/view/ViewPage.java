// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Loads pages that lie beside this class. */
public final class ViewPage {
    private ViewPage() {}

    /**
     * The text of a page, with the style and the script that all pages share put in, so that it needs no other file.
     *
     * @param name file beside this class
     * @return HTML
     */
    public static String html(String name) {
        return text(name)
                .replace("<!--style-->", "<style>\n" + text("page.css") + "</style>")
                .replace("<!--client-->", "<script>\n" + text("page.js") + "</script>")
                .replace("<!--relations-->", "<script>\n" + text("relations.js") + "</script>");
    }

    private static String text(String name) {
        try (InputStream in = ViewPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The page " + name + " is not in the bundle.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
