// SPDX-License-Identifier: Apache-2.0
/**
 * Two tables, parents and their children: data, codebook, and exact answers about families; no noise.
 *
 * <p>A {@link org.murmuration.engine.linked.LinkedDataset} holds both tables, coded against a
 * {@link org.murmuration.engine.linked.LinkedCodebook}; sheets that hold parents and children side by side are read by
 * {@link org.murmuration.engine.linked.WideSheet} and {@link org.murmuration.engine.linked.ListSheet}. Questions are a
 * {@link org.murmuration.engine.linked.LinkedWorkload}, answers come from a
 * {@link org.murmuration.engine.linked.FamilyCounter}.
 *
 * <p>In every answer a family has the weight one, however many children it has: a table over children counts each child
 * of a family of k with 1/k, one over pairs of siblings each pair with 2/(k(k-1)). No family therefore moves any table
 * by more than one, and no child has to be cut off. Tables counted from sensitive families are sensitive, and so is an
 * {@link org.murmuration.engine.linked.IntegrityReport}.
 */
package org.murmuration.engine.linked;
