package dev.trent.operator;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/// Users of the operating system, compared by their numbers.
final class OsUser {
    private static final String ROOT_NUMBER = "0";

    private OsUser() {}

    /// Returns the user of this process, read from the owner of the files that it makes. Unlike a name, it
    /// cannot be pretended.
    static UserPrincipal ofThisProcess() throws IOException {
        Path made = Files.createTempFile("trent-", "");
        try {
            return Files.getOwner(made);
        } finally {
            Files.delete(made);
        }
    }

    /// Returns the user at the other end of a UNIX-domain socket, as the kernel noted it when they
    /// connected.
    static UserPrincipal ofPeer(SocketChannel channel) throws IOException {
        return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    }

    static boolean isRoot(UserPrincipal user) throws IOException {
        return user.equals(
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(ROOT_NUMBER));
    }
}
