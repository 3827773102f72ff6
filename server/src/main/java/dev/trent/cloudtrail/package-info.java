/// One file per operation of AWS CloudTrail.
@NullMarked
package dev.trent.cloudtrail;

import org.jspecify.annotations.NullMarked;
