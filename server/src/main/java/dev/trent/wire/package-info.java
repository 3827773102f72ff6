/// AWS JSON 1.1 and AWS Query: bytes to records and back, constraint validation, exceptions as error shapes.
@NullMarked
package dev.trent.wire;

import org.jspecify.annotations.NullMarked;
