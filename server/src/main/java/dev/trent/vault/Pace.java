package dev.trent.vault;

import dev.trent.access.Permit;
import dev.trent.aws.Action;
import dev.trent.aws.Loop;
import java.util.Set;

/// Which work with a pair of keys is short enough for a loop of connections: at most about 100 µs.
///
/// Measured with AWS-LC on a 2-core x86-64 machine, in µs. Private operations: P-256 25, Ed25519 25, P-384 100,
/// P-521 200, secp256k1 260, ML-DSA 280 and more, SM2 700, RSA 750 and more. Public operations: RSA 25 to 100,
/// P-256 60, Ed25519 50, ML-DSA 90 to 270, P-384 200, secp256k1 220, P-521 350, SM2 600. The portable engine
/// takes several times as long, so a loop does none of it.
///
/// @param ofAwsLc whether AWS-LC computes
record Pace(boolean ofAwsLc) {
    private static final Set<Action> PRIVATE =
            Set.of(Action.kms("Sign"), Action.kms("Decrypt"), Action.kms("ReEncryptFrom"));

    /// Leaves a loop if the permitted operation is long.
    void before(Permit permit) {
        boolean quick = ofAwsLc
                && switch (permit.key().spec()) {
                    case ECC_NIST_P256, ECC_NIST_EDWARDS25519 -> true;
                    case RSA_2048, RSA_3072, RSA_4096 -> !PRIVATE.contains(permit.action());
                    default -> false;
                };
        if (!quick) {
            Loop.leave();
        }
    }
}
