// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;

/** Stand-in for the KNIME type of the same name. */
public interface Resource {
    ContentType getContentType();

    InputStream getInputStream() throws IOException;

    String getRelativePath();

    boolean isStatic();

    default Optional<Charset> getCharset() {
        return Optional.empty();
    }

    /** Stand-in for the KNIME type of the same name. */
    enum ContentType {
        /** A page in a frame. */
        HTML,
        /** A picture. */
        PNG,
        /** A module that draws into a shadow root. */
        SHADOW_APP,
        /** A picture. */
        SVG
    }
}
