// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.page;

/** Stand-in for the KNIME type of the same name; our pages are made from strings, so none is created. */
public sealed class FromFilePage extends Page permits ReusablePage {
    protected FromFilePage(FromFilePage fromFilePage) {
        super(fromFilePage);
    }
}
