// SPDX-License-Identifier: Apache-2.0
package org.murmuration.standin.ui;

import org.knime.core.webui.page.Page;

/** A view whose page the workbench may ask for, as KNIME's page resource manager does. */
public interface PageHolder {
    /** The page of the view. */
    Page getPage();
}
