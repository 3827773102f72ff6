/// Trails: log files and signed digests for the tools of AWS, made from the log in the background.
@NullMarked
package dev.trent.delivery;

import org.jspecify.annotations.NullMarked;
