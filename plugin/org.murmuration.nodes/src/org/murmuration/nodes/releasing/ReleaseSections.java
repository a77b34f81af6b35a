// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Section;

/** Sections that the dialogs of all releasing nodes share. A node places its own before, between or after them. */
public interface ReleaseSections {
    /** Whose presence is hidden. */
    @Section(title = "Whom to protect")
    interface Protected {}

    /** How well, and with what error. */
    @Section(title = "Privacy budget")
    @After(Protected.class)
    interface Privacy {}

    /** How the release stands in the ledger, and what it leaves there. */
    @Section(title = "Account")
    @After(Privacy.class)
    interface Account {}

    /** What is not for real data. */
    @Section(title = "Testing")
    @After(Account.class)
    interface Testing {}
}
