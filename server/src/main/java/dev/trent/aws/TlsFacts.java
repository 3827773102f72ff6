package dev.trent.aws;

/// How a call was protected on its way.
///
/// @param version such as `TLSv1.3`
/// @param cipherSuite such as `TLS_AES_256_GCM_SHA384`
public record TlsFacts(String version, String cipherSuite) {}
