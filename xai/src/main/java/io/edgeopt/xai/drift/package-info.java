/** How far the explanations of two models agree. */
@NullMarked
package io.edgeopt.xai.drift;

import org.jspecify.annotations.NullMarked;
