// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics per group under differential privacy: counts, sums, means, variances, quantiles and histograms, with
 * bounded contributions of each privacy unit.
 *
 * <p>A {@link org.murmuration.engine.aggregation.groups.GroupByPlan} says from public knowledge alone what is measured,
 * with which noise and which error. Records stream into
 * {@link org.murmuration.engine.aggregation.groups.PartialAggregate}s, noise-free and mergeable, wherever they lie;
 * {@link org.murmuration.engine.aggregation.groups.GroupByRelease} adds the noise once at the end. Bounds of values are
 * declared, or found by a release of their own ({@link org.murmuration.engine.aggregation.groups.RangeSearch}); they
 * are never read from the data otherwise.
 */
package org.murmuration.engine.aggregation.groups;
