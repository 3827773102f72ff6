package dev.trent.seed;

import dev.trent.aws.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The key material that a seed gives for a key.
///
/// SAFE: the seed is a file of `trent dev`, so the material is already a text in memory.
///
/// @param member the member of the seed that gives the material
record GivenMaterial(String member, Secret secret) implements AutoCloseable {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ((?:EC |RSA )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    /// Returns the material that a seed gives for a key; null if Trent draws the material.
    static @Nullable GivenMaterial of(Value.Members key) throws SeedException {
        String base64 = key.text("keyMaterial");
        String pem = key.text("privateKeyPem");
        if (base64 != null && pem != null) {
            throw key.placeOf("privateKeyPem").wrong("a key has keyMaterial or privateKeyPem, not both.");
        }
        if (base64 != null) {
            return new GivenMaterial("keyMaterial", decoded(key.placeOf("keyMaterial"), base64));
        }
        return pem == null ? null : new GivenMaterial("privateKeyPem", ofPem(key.placeOf("privateKeyPem"), pem));
    }

    private static Secret ofPem(Place place, String pem) throws SeedException {
        Matcher block = PEM.matcher(pem);
        if (!block.find()) {
            throw place.wrong("this is a private key in PEM without a password, from -----BEGIN PRIVATE KEY----- (or EC"
                    + " PRIVATE KEY, RSA PRIVATE KEY) to its END.");
        }
        return decoded(place, block.group(2));
    }

    private static Secret decoded(Place place, String base64) throws SeedException {
        try {
            return Secret.owning(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
        } catch (IllegalArgumentException _) {
            // The message of the exception quotes the value.
            throw place.wrong("this is not Base64.");
        }
    }

    /// Returns the material as the tag of CreateKey takes it.
    String base64() {
        return new String(Base64.getEncoder().encode(secret.exposed()), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        secret.close();
    }
}
