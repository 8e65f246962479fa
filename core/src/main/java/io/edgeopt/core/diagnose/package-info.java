/** What the layers of a quantized model cost and gain, as a record that a page is drawn from. */
@NullMarked
package io.edgeopt.core.diagnose;

import org.jspecify.annotations.NullMarked;
