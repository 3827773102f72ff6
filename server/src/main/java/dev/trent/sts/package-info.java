/// One file per operation of AWS STS.
@NullMarked
package dev.trent.sts;

import org.jspecify.annotations.NullMarked;
