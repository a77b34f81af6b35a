// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.page;

/** Stand-in for the KNIME type of the same name. */
public final class ReusablePage extends FromFilePage {
    ReusablePage(FromFilePage page) {
        super(page);
    }
}
