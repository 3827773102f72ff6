package dev.trent.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/// Wallets of block chains: eth-signer-kms for Ethereum's curve, and Solana's own keychain.
class WalletTest {

    @TempDir
    static Path data;

    @AutoClose
    private static DevServer server;

    private static Node node;

    @BeforeAll
    static void start() {
        ThirdParty.needsProgramsFromNpm();
        server = DevServer.start(data);
        node = Node.with(server.trent().environment());
    }

    @Test
    void what_an_ethereum_wallet_signs_leads_back_to_its_address() {
        node.run("wallets.mjs", "ethereum", key(KeySpec.ECC_SECG_P256_K1));
    }

    @Test
    void a_key_that_is_not_for_signing_is_no_wallet() {
        node.run("wallets.mjs", "ethereumRefused", server.key());
    }

    @Test
    void what_a_solana_wallet_signs_is_verified_by_its_key_alone() {
        node.run("wallets.mjs", "solana", key(KeySpec.ECC_NIST_EDWARDS25519), key(KeySpec.ECC_NIST_EDWARDS25519));
    }

    private static String key(KeySpec spec) {
        return server.key(spec, KeyUsageType.SIGN_VERIFY);
    }
}
