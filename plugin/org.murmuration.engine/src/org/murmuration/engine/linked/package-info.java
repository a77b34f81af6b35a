// SPDX-License-Identifier: Apache-2.0
/**
 * Questions about families, a parent with her children, and their exact answers; no noise.
 *
 * <p>In every answer a family has the weight one, however many children it has: a table over children counts each child of a
 * family of k with 1/k, one over pairs of siblings each pair with 2/(k(k-1)). No family therefore moves any table by more than
 * one, and no child has to be cut off. Enter through {@link org.murmuration.engine.linked.LinkedWorkload} and
 * {@link org.murmuration.engine.linked.FamilyCounter}. Tables counted from sensitive families are sensitive.
 */
package org.murmuration.engine.linked;
