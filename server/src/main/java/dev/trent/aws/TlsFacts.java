package dev.trent.aws;

import org.jspecify.annotations.Nullable;

/// How a connection is protected, as CloudTrail's `tlsDetails` tell it.
///
/// @param version the protocol, such as `TLSv1.3`
/// @param cipherSuite the suite's IANA name, such as `TLS_AES_256_GCM_SHA384`
/// @param keyExchange the IANA name of the group in which the keys were agreed, such as `X25519MLKEM768`; null if the
///     TLS does not tell it
public record TlsFacts(
        String version, String cipherSuite, @Nullable String keyExchange) {}
