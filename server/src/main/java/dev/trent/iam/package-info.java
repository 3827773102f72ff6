/// One file per operation of AWS IAM.
@NullMarked
package dev.trent.iam;

import org.jspecify.annotations.NullMarked;
