// SPDX-License-Identifier: Apache-2.0
/** Invented victims and perpetrators with the columns of a published release of case data; nobody is real. */
package org.murmuration.lookalike;
