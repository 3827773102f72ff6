package dev.trent.http;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may be connected, where there are more than there are places.
///
/// A newcomer whose peer has its full share takes the place of one of that peer's connections; where the house
/// is full, that of anybody's. Strangers give way first, the one that came first before the others; then those that
/// have
/// been answered well, the one that has been silent longest before the others. Where nobody can give way, the
/// newcomer comes into the lobby: a few places in which only questions about health are answered, so that a
/// probe reaches a server that has its hands full.
///
/// The books are kept under one lock, once for each connection and never for a request. Finding who gives way
/// looks at every connection, and is needed only where a share is full.
final class Admission {

    /// Where a newcomer is let in.
    enum Room {
        /// Everything is served.
        HOUSE,
        /// One question about health is answered.
        LOBBY,
        /// It is closed unheard.
        NONE
    }

    private final int guestsMax;
    private final int guestsPerPeerMax;
    private final int lobbyMax;

    // Both in the order of arrival.
    private final Set<Guest> house = new LinkedHashSet<>();
    private final Set<Guest> lobby = new LinkedHashSet<>();
    private final Map<Peer, Integer> shares = new HashMap<>();

    /// Makes empty books.
    ///
    /// @param guestsMax the places in the house
    /// @param guestsPerPeerMax how many of them one peer may have, this machine aside
    /// @param lobbyMax the places in the lobby
    Admission(int guestsMax, int guestsPerPeerMax, int lobbyMax) {
        this.guestsMax = guestsMax;
        this.guestsPerPeerMax = guestsPerPeerMax;
        this.lobbyMax = lobbyMax;
    }

    /// Decides about a newcomer, and ends the connection that gives way to it.
    synchronized Room enter(Guest guest) {
        Peer peer = guest.peer();
        boolean shareIsFull = !peer.local() && shares.getOrDefault(peer, 0) >= guestsPerPeerMax;
        if (shareIsFull ? makeWay(peer) : house.size() < guestsMax || makeWay(null)) {
            house.add(guest);
            shares.merge(peer, 1, Integer::sum);
            return Room.HOUSE;
        }
        if (lobby.size() >= lobbyMax && !oldestOfLobbyGivesWay()) {
            return Room.NONE;
        }
        lobby.add(guest);
        return Room.LOBBY;
    }

    /// Strikes a connection off the books; whoever gave way is off them already.
    synchronized void leave(Guest guest) {
        if (!lobby.remove(guest) && house.remove(guest)) {
            shares.computeIfPresent(guest.peer(), (peer, count) -> count == 1 ? null : count - 1);
        }
    }

    /// Ends one connection.
    ///
    /// @param peer whose it must be; null for anybody's
    /// @return whether there was one to end
    private boolean makeWay(@Nullable Peer peer) {
        while (true) {
            Guest first = firstToGo(peer);
            if (first == null) {
                return false;
            }
            // It may have begun an answer since it was looked at; then the next one is looked for.
            if (first.giveWay()) {
                leave(first);
                return true;
            }
        }
    }

    private @Nullable Guest firstToGo(@Nullable Peer peer) {
        Guest silent = null;
        for (Guest guest : house) {
            if ((peer == null || guest.peer().equals(peer)) && guest.mayGiveWay()) {
                if (!guest.isProven()) {
                    return guest;
                }
                if (silent == null || guest.silentSince() < silent.silentSince()) {
                    silent = guest;
                }
            }
        }
        return silent;
    }

    private boolean oldestOfLobbyGivesWay() {
        for (Guest guest : lobby) {
            if (guest.giveWay()) {
                lobby.remove(guest);
                return true;
            }
        }
        return false;
    }
}
