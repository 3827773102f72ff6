package dev.trent.console;

import dev.trent.wire.WireName;
import org.jspecify.annotations.Nullable;

/// The body of a switch to a role.
///
/// @param roleSessionName null for the name of the user
record RoleRequest(
        @WireName("roleArn") String roleArn,
        @WireName("roleSessionName") @Nullable String roleSessionName) {}
