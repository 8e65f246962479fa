/** How good explanations are: what hiding the hot places does, whether they lie on the object, whether weights matter. */
@NullMarked
package io.edgeopt.xai.fidelity;

import org.jspecify.annotations.NullMarked;
