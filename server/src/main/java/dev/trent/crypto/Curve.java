package dev.trent.crypto;

import java.util.HexFormat;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// The elliptic curves in short Weierstrass form.
///
/// Sources: FIPS 186-5 and SP 800-186 (`P256`, `P384`, `P521`), SEC 2 (`SECP256K1`), GM/T 0003.5 (`SM2`).
public enum Curve {
    P256("secp256r1", 32, "3059301306072a8648ce3d020106082a8648ce3d03010703420004"),
    P384("secp384r1", 48, "3076301006072a8648ce3d020106052b8104002203620004"),
    P521("secp521r1", 66, "30819b301006072a8648ce3d020106052b810400230381860004"),
    SECP256K1("secp256k1", 32, "3056301006072a8648ce3d020106052b8104000a03420004"),
    SM2("sm2p256v1", 32, "3059301306072a8648ce3d020106082a811ccf5501822d03420004");

    private final String jcaName;
    private final int coordinateBytes;
    private final String publicKeyHead;

    Curve(String jcaName, int coordinateBytes, String publicKeyHead) {
        this.jcaName = jcaName;
        this.coordinateBytes = coordinateBytes;
        this.publicKeyHead = publicKeyHead;
    }

    /// Returns whether bytes have the form of a public key on this curve: DER, the curve by its name, the point
    /// uncompressed. Does not check that the point lies on the curve.
    ///
    /// Source: RFC 5480 §2; the head, in hexadecimal, is everything before the two coordinates.
    boolean isPublicKey(byte[] subjectPublicKeyInfo) {
        String hex = HexFormat.of().formatHex(subjectPublicKeyInfo);
        return hex.startsWith(publicKeyHead) && hex.length() == publicKeyHead.length() + 4 * coordinateBytes;
    }

    /// Returns whether an encoded key names this curve.
    boolean isNamedBy(AlgorithmIdentifier identifier) {
        return identifier.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                && ECNamedCurveTable.getOID(jcaName).equals(identifier.getParameters());
    }

    /// Returns the providers' name of the curve.
    String jcaName() {
        return jcaName;
    }
}
