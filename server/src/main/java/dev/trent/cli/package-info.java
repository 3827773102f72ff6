/// The `trent` command: reads settings, builds every object once with `new`, starts and stops.
@NullMarked
package dev.trent.cli;

import org.jspecify.annotations.NullMarked;
