// SPDX-License-Identifier: Apache-2.0
/** Checks, directed rounding and primitive collections shared by the engine; not API. */
package org.murmuration.engine.internal;
