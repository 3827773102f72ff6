package dev.trent.aws;

/// How a connection is protected, as CloudTrail's `tlsDetails` tell it.
///
/// @param version the protocol, such as `TLSv1.3`
/// @param cipherSuite the suite's IANA name, such as `TLS_AES_256_GCM_SHA384`
public record TlsFacts(String version, String cipherSuite) {}
