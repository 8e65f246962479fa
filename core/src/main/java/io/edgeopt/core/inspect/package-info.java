/** Everything that can be told of a model file without data: what it takes and gives, costs, and can be used for. */
@NullMarked
package io.edgeopt.core.inspect;

import org.jspecify.annotations.NullMarked;
