package dev.trent.console;

import dev.trent.aws.Secret;
import dev.trent.wire.Sensitive;
import dev.trent.wire.Textual;
import dev.trent.wire.WireName;
import org.jspecify.annotations.Nullable;

/// The body of a sign-in. It has the members of one way to sign in.
///
/// @param accessKeyId with a secret, and for a temporary key with a session token
/// @param account twelve digits or the alias of an account, with user name and password
/// @param firstRun the token of the link that a new installation prints
record SignInRequest(
        @WireName("accessKeyId") @Nullable String accessKeyId,

        @WireName("secretAccessKey") @Sensitive @Nullable @Textual
        Secret secretAccessKey,

        @WireName("sessionToken") @Sensitive @Nullable String sessionToken,
        @WireName("account") @Nullable String account,
        @WireName("userName") @Nullable String userName,
        @WireName("password") @Sensitive @Nullable @Textual Secret password,
        @WireName("mfaCode") @Sensitive @Nullable String mfaCode,
        @WireName("firstRun") @Sensitive @Nullable @Textual Secret firstRun) {
    /// Returns nothing of what was typed.
    @Override
    public String toString() {
        return "SignInRequest";
    }
}
