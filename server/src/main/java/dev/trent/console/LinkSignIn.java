package dev.trent.console;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trent.aws.Caller;
import dev.trent.aws.Partition;
import dev.trent.aws.Secret;
import dev.trent.identity.ConsoleLinks;
import dev.trent.identity.ConsoleSession;
import dev.trent.identity.SessionContent;
import dev.trent.store.Tx;
import java.time.Instant;

/// The sign-in with the link that a new installation prints once.
final class LinkSignIn {
    private static final int TOKEN_CHARACTERS = 43;

    private final ConsoleLinks links;
    private final OwnContent own;
    private final Partition partition;

    LinkSignIn(ConsoleLinks links, OwnContent own, Partition partition) {
        this.links = links;
        this.own = own;
        this.partition = partition;
    }

    /// Returns whom the link is for. It is used up in the change that begins the session.
    ///
    /// Errors: SignInFailed.
    SignInProof prove(Secret token, Instant now) {
        String account = token.length() == TOKEN_CHARACTERS ? links.find(text(token), now) : null;
        if (account == null) {
            throw new FailedSignIn(null);
        }
        Caller root = Caller.root(partition, account, "");
        SessionContent content = own.of(root, now);
        return new SignInProof(root, ConsoleSession.Method.FIRST_RUN, content, null, false, false);
    }

    /// Uses the link up.
    static void take(Tx tx, Secret token, Instant now) {
        if (!ConsoleLinks.take(tx, text(token), now)) {
            throw ConsoleRefusal.signInFailed();
        }
    }

    private static String text(Secret token) {
        return new String(token.exposed(), US_ASCII);
    }
}
