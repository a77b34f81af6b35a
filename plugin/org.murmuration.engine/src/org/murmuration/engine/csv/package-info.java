// SPDX-License-Identifier: Apache-2.0
/**
 * Delimited text files (RFC 4180) in and out; the only user of Commons CSV.
 *
 * <p>Enter through {@link org.murmuration.engine.csv.CsvTable} for texts and
 * {@link org.murmuration.engine.csv.DatasetReader} for coded records. Errors name line and column, never a value.
 */
package org.murmuration.engine.csv;
