package dev.trent.cli;

import dev.trent.aws.AwsException;
import dev.trent.gateway.Answered;
import dev.trent.wire.JsonShape;
import dev.trent.wire.WireName;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The names in a request, as its audit record shows them. It finds the one that the call is about.
record RecordedNames(
        @WireName("aliasName") @Nullable String aliasName,
        @WireName("keyId") @Nullable String keyId,
        @WireName("destinationKeyId") @Nullable String destinationKeyId,
        @WireName("userName") @Nullable String userName,
        @WireName("roleName") @Nullable String roleName,
        @WireName("groupName") @Nullable String groupName,
        @WireName("roleArn") @Nullable String roleArn,
        @WireName("policyArn") @Nullable String policyArn,
        @WireName("policyName") @Nullable String policyName,
        @WireName("policySourceArn") @Nullable String policySourceArn) {

    private static final JsonShape<RecordedNames> SHAPE = JsonShape.of(RecordedNames.class);

    /// Returns the thing that a call is about, in the caller's words, or the last part of the ARN that was
    /// used. Empty if there is none.
    static String in(Answered answered) {
        String name = answered.parameters() == null ? null : read(answered.parameters());
        if (name != null) {
            return name;
        }
        return answered.resources().isEmpty()
                ? ""
                : answered.resources().getLast().resource().replaceFirst("^key/", "");
    }

    /// A name that was too long for the record is an object there, and not a name.
    private static @Nullable String read(byte[] parameters) {
        try {
            return SHAPE.read(parameters).first();
        } catch (AwsException _) {
            return null;
        }
    }

    private @Nullable String first() {
        return Stream.of(
                        aliasName,
                        keyId,
                        destinationKeyId,
                        userName,
                        roleName,
                        groupName,
                        roleArn,
                        policyArn,
                        policyName,
                        policySourceArn)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
