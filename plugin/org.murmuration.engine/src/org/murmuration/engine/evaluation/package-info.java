// SPDX-License-Identifier: Apache-2.0
/**
 * Judges any pair of real and synthetic records; knows nothing of mechanisms or synthesis.
 *
 * <p>Here are the tables that are judged, {@link org.murmuration.engine.evaluation.MixedRecords}: numbers and texts as
 * they are read. Each room below has one idea: {@link org.murmuration.engine.evaluation.columns},
 * {@link org.murmuration.engine.evaluation.marginals}, {@link org.murmuration.engine.evaluation.combinations},
 * {@link org.murmuration.engine.evaluation.records}, {@link org.murmuration.engine.evaluation.learning},
 * {@link org.murmuration.engine.evaluation.linked} and {@link org.murmuration.engine.evaluation.risk}. Enter through
 * {@link org.murmuration.engine.evaluation.scores}, which measures the groups of metrics that are asked for. Results
 * that compare with real records are sensitive and typed so.
 *
 * <p><b>Anchors.</b> No score stands alone: beside it are what two samples of one population have (a closed form with
 * the share of the population that the real table has not seen, and two halves of the real records) and what real
 * columns that are independent of each other have, exactly. A table whose every relation is destroyed may still have
 * 0.95 of 1.
 */
package org.murmuration.engine.evaluation;
