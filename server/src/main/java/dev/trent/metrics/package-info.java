/// What an operator's monitoring reads: the numbers of the rooms in the form of Prometheus, at `/metrics`.
@NullMarked
package dev.trent.metrics;

import org.jspecify.annotations.NullMarked;
