/// The IAM policy language: parse, match, decide, explain; no I/O, no clock, no knowledge of any service.
@NullMarked
package dev.trent.policy;

import org.jspecify.annotations.NullMarked;
