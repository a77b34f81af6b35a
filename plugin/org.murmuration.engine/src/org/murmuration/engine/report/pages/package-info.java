// SPDX-License-Identifier: Apache-2.0
/**
 * The JSON that views and pages are made of; their shapes are fixed by golden files.
 *
 * <p>Each kind of result has one class here that writes it. A page for people outside is a
 * {@link org.murmuration.engine.report.pages.PublishablePage}, which takes released types only; what was computed from
 * sensitive records without noise must not reach one. Nothing here writes files.
 */
package org.murmuration.engine.report.pages;
