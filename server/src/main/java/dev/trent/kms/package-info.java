/// One file per operation of AWS KMS: check, permit, act, answer.
@NullMarked
package dev.trent.kms;

import org.jspecify.annotations.NullMarked;
