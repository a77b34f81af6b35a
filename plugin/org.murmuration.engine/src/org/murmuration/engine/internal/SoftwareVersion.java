// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** Name and version of this software, as its bundle states them. */
public final class SoftwareVersion {
    private static final String NAME = "Murmuration";

    private SoftwareVersion() {}

    /**
     * Name and version.
     *
     * @return for example "Murmuration 0.1.0", without a version when the code runs outside of its bundle
     */
    public static String text() {
        try (InputStream in = SoftwareVersion.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            if (in == null) {
                return NAME;
            }
            Attributes main = new Manifest(in).getMainAttributes();
            String bundle = String.valueOf(main.getValue("Bundle-SymbolicName"));
            String version = main.getValue("Bundle-Version");
            return bundle.startsWith("org.murmuration.engine") && version != null
                    ? NAME + " " + version.replaceFirst("^(\\d+\\.\\d+\\.\\d+).*", "$1")
                    : NAME;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
