/// The words all rooms share: `Arn`, `Action`, `AwsError`, `Caller`, `Call`, `Reply`, `Secret`.
@NullMarked
package dev.trent.aws;

import org.jspecify.annotations.NullMarked;
