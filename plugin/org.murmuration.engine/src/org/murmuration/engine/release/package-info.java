// SPDX-License-Identifier: Apache-2.0
/**
 * One way to release, whatever is released.
 *
 * <p>A {@link org.murmuration.engine.release.ReleasePlan} says from public knowledge alone what is measured, what it
 * costs and how large the errors will be. Its {@link org.murmuration.engine.release.ReleaseIdentity} is the request:
 * named settings with the version of the algorithm. {@link org.murmuration.engine.release.Release} executes the plan
 * with or without a ledger ({@link org.murmuration.engine.release.Account}); it alone knows about refusal, replay, test
 * seeds and canceling. What comes out is a {@link org.murmuration.engine.release.Certified}: its
 * {@link org.murmuration.engine.release.Certificate} says whom it protects and what was charged.
 *
 * <p>Nothing here counts or draws noise: each kind of release does, through the
 * {@link org.murmuration.engine.release.NoiseGate}.
 */
package org.murmuration.engine.release;
