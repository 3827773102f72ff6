package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// RSA signatures by Project Wycheproof, in both paddings.
class RsaSignatureVectorsTest {
    static Stream<Arguments> pkcs1() {
        return Vectors.onEveryEngine(
                Arguments.of("rsa_signature_2048_sha256_test", 186),
                Arguments.of("rsa_signature_2048_sha384_test", 46),
                Arguments.of("rsa_signature_2048_sha512_test", 47),
                Arguments.of("rsa_signature_3072_sha256_test", 32),
                Arguments.of("rsa_signature_3072_sha384_test", 31),
                Arguments.of("rsa_signature_3072_sha512_test", 32),
                Arguments.of("rsa_signature_4096_sha256_test", 31),
                Arguments.of("rsa_signature_4096_sha384_test", 31),
                Arguments.of("rsa_signature_4096_sha512_test", 31));
    }

    static Stream<Arguments> signing() {
        return Vectors.onEveryEngine(
                Arguments.of("rsa_pkcs1_2048_sig_gen_test", 8),
                Arguments.of("rsa_pkcs1_3072_sig_gen_test", 7),
                Arguments.of("rsa_pkcs1_4096_sig_gen_test", 5));
    }

    static Stream<Arguments> pss() {
        return Vectors.onEveryEngine(
                Arguments.of("rsa_pss_2048_sha256_mgf1_32_test", 46),
                Arguments.of("rsa_pss_2048_sha384_mgf1_48_test", 46),
                Arguments.of("rsa_pss_3072_sha256_mgf1_32_test", 46),
                Arguments.of("rsa_pss_4096_sha256_mgf1_32_test", 46),
                Arguments.of("rsa_pss_4096_sha384_mgf1_48_test", 46),
                Arguments.of("rsa_pss_4096_sha512_mgf1_64_test", 47));
    }

    static Stream<Arguments> pssWithOtherParameters() {
        return Vectors.onEveryEngine(
                Arguments.of("rsa_pss_2048_sha256_mgf1_0_test", 43),
                Arguments.of("rsa_pss_4096_sha512_mgf1_32_test", 46),
                Arguments.of("rsa_pss_2048_sha256_mgf1sha1_20_test", 46));
    }

    /// Wycheproof calls only `MissingNull` acceptable: a DigestInfo without parameters instead of NULL. It is refused
    /// here: RFC 8017 §9.2 makes signers write the NULL, and the whole block is compared.
    @ParameterizedTest
    @MethodSource("pkcs1")
    void pkcs1_signatures_are_judged_as_published(String engine, String file, int count) {
        Vectors.judge("wycheproof/" + file, count, one -> verifies(engine, one, true));
    }

    @ParameterizedTest
    @MethodSource("signing")
    void pkcs1_signatures_are_those_published(String engine, String file, int count) {
        Vectors.judge("wycheproof/" + file, count, one -> true, one -> {
            Rsa rsa = rsa(engine, one);
            byte[] signature = rsa.pkcs1(one.hash())
                    .hashing(one.hash())
                    .sign(rsa.privateKey(one.bytes("privateKeyPkcs8")), one.bytes("msg"));
            assertThat(signature).isEqualTo(one.bytes("sig"));
            return true;
        });
    }

    @ParameterizedTest
    @MethodSource("pss")
    void pss_signatures_are_judged_as_published(String engine, String file, int count) {
        Vectors.judge("wycheproof/" + file, count, one -> verifies(engine, one, false));
    }

    /// AWS fixes the salt's length and the hash of MGF1. A signature with other values is refused.
    @ParameterizedTest
    @MethodSource("pssWithOtherParameters")
    void pss_signatures_with_another_salt_length_or_mgf1_are_refused(String engine, String file, int count) {
        Vectors.judge("wycheproof/" + file, count, one -> false, one -> verifies(engine, one, false));
    }

    private static boolean verifies(String engine, Vectors.Case one, boolean pkcs1) throws Exception {
        Rsa rsa = rsa(engine, one);
        PublicKey key = rsa.publicKey(one.bytes("publicKeyDer"));
        Signatures signatures = pkcs1 ? rsa.pkcs1(one.hash()) : rsa.pss(one.hash());
        return signatures.hashing(one.hash()).verify(key, one.bytes("msg"), one.bytes("sig"));
    }

    private static Rsa rsa(String engine, Vectors.Case one) {
        return new Rsa(Vectors.engine(engine), Integer.parseInt(one.text("keySize")));
    }
}
