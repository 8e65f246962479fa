/** Why a model answered as it did: methods behind the port of {@code core.explain}. */
@NullMarked
package io.edgeopt.xai;

import org.jspecify.annotations.NullMarked;
