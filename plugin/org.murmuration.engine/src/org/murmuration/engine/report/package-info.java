// SPDX-License-Identifier: Apache-2.0
/**
 * What is written for people and machines: privacy statements, release folders, and the JSON that views are made of.
 *
 * <p>Enter through {@link org.murmuration.engine.report.ReleaseFolder} and
 * {@link org.murmuration.engine.report.PrivacyStatement}. A release accepts released types only, and
 * so does a {@link org.murmuration.engine.report.PublishablePage}, the data of a page that may be handed on.
 */
package org.murmuration.engine.report;
