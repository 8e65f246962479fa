/** A study as it runs: variants made, scored, explained and measured, each once, whatever interrupts it. */
@NullMarked
package io.edgeopt.core.study.run;

import org.jspecify.annotations.NullMarked;
