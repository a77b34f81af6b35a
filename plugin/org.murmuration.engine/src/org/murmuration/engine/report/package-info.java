// SPDX-License-Identifier: Apache-2.0
/**
 * What is written for people and machines: privacy statements, release folders, and the JSON that views are made of.
 *
 * <p>Enter through {@link org.murmuration.engine.report.ReleaseFolder} and
 * {@link org.murmuration.engine.report.PrivacyStatement}. A release accepts released types only.
 */
package org.murmuration.engine.report;
