/// One file per operation of AWS IAM, or per verb over users, groups, roles and policies. [IamOperations] names
/// every operation.
@NullMarked
package dev.trent.iam;

import org.jspecify.annotations.NullMarked;
