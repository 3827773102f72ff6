package dev.trent.access;

import static dev.trent.aws.AwsError.INVALID_GRANT_TOKEN;

import dev.trent.aws.Secret;
import dev.trent.keys.Grant;
import dev.trent.seal.Seal;
import dev.trent.seal.WrongRootKeyException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Grant tokens: the address of a grant, sealed, so that nobody can make one or read one.
///
/// A grant counts from the moment its creation was answered, so a token adds nothing to a request. A token that
/// Trent did not make is refused. A token of a grant that has ended is no error and gives no right.
///
/// A token is Base64 without padding, in the alphabet for URLs, of what the seal makes of
/// `REGION/KEY_ID/GRANT_ID`.
public final class GrantTokens {
    private static final String NAME = "grant";

    private final Seal seal;

    /// The address of a grant.
    public record Address(String region, String keyId, String grantId) {}

    /// Makes the maker and checker of tokens.
    public GrantTokens(Seal seal) {
        this.seal = seal;
    }

    /// Returns a new token for a grant, unlike all before.
    public String issue(Grant grant) {
        String address = grant.key().region() + "/" + grant.keyId() + "/" + grant.grantId();
        try (Secret text = Secret.owning(address.getBytes(StandardCharsets.UTF_8))) {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(seal.wrap(Seal.Purpose.GRANT_TOKEN, NAME, text));
        }
    }

    /// Returns which grant a token is for.
    ///
    /// Errors: InvalidGrantTokenException for what is no token.
    public Address open(String token) {
        try (Secret text = seal.unwrap(
                Seal.Purpose.GRANT_TOKEN, NAME, Base64.getUrlDecoder().decode(token))) {
            String[] parts = new String(text.exposed(), StandardCharsets.UTF_8).split("/", 3);
            return new Address(parts[0], parts[1], parts[2]);
        } catch (IllegalArgumentException | WrongRootKeyException _) {
            throw INVALID_GRANT_TOKEN.because("The grant token is not valid.");
        }
    }

    /// Refuses tokens that Trent did not make.
    ///
    /// Errors: InvalidGrantTokenException.
    ///
    /// @param tokens as sent; null if none were
    public void check(@Nullable List<String> tokens) {
        for (String token : tokens == null ? List.<String>of() : tokens) {
            open(token);
        }
    }
}
