package dev.trent.crypto;

/// The elliptic curves in short Weierstrass form.
///
/// Sources: FIPS 186-5 and SP 800-186 (`P256`, `P384`, `P521`), SEC 2 (`SECP256K1`), GM/T 0003.5 (`SM2`).
public enum Curve {
    P256("secp256r1"),
    P384("secp384r1"),
    P521("secp521r1"),
    SECP256K1("secp256k1"),
    SM2("sm2p256v1");

    private final String jcaName;

    Curve(String jcaName) {
        this.jcaName = jcaName;
    }

    /// Returns the name that the providers know it by.
    String jcaName() {
        return jcaName;
    }
}
