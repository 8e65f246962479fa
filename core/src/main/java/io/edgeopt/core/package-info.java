/** What every part of edgeopt shares: the failures that a user can do something about. */
@NullMarked
package io.edgeopt.core;

import org.jspecify.annotations.NullMarked;
