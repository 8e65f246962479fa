/** Batches: samples changed by chance and prepared on threads of their own, ahead of the training. */
@NullMarked
package io.edgeopt.autograd.feed;

import org.jspecify.annotations.NullMarked;
