// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.io.InputStream;
import java.util.zip.ZipInputStream;
import org.murmuration.standin.core.PortStreams;

/** Stand-in for the KNIME type of the same name. */
public class PortObjectSpecZipInputStream extends ZipInputStream {
    static {
        PortStreams.setSpecStreams(PortObjectSpecZipInputStream::new, PortObjectSpecZipOutputStream::new);
    }

    PortObjectSpecZipInputStream(InputStream in) {
        super(in);
    }
}
