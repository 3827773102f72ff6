package dev.trent.http;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides which connections stay when there are more connections than places.
///
/// A new connection takes the place of an older one. If its peer has a full share, the older one is of the same
/// peer. If the house is full, it may be of any peer. Connections without a successful answer give way first,
/// the oldest before the others. Then come connections with a successful answer, the one that is silent for the
/// longest time before the others. If no connection can give way, the new one goes to the lobby. The lobby is a
/// few places that only answer questions about health: a probe reaches a busy server.
///
/// One lock protects the books. It is taken once for each connection, and never for a request. The search for a
/// connection that gives way looks at all connections. It runs only if a share or the house is full.
final class Admission {

    /// The room for a new connection.
    enum Room {
        /// All requests are answered.
        HOUSE,
        /// One question about health is answered.
        LOBBY,
        /// The connection is closed without an answer.
        NONE
    }

    private final int guestsMax;
    private final int guestsPerPeerMax;
    private final int lobbyMax;

    // Both sets are in the order of arrival.
    private final Set<Guest> house = new LinkedHashSet<>();
    private final Set<Guest> lobby = new LinkedHashSet<>();
    private final Map<Peer, Integer> shares = new HashMap<>();

    /// Makes empty books.
    ///
    /// @param guestsMax the places in the house
    /// @param guestsPerPeerMax how many of them one peer may have; this machine has no such limit
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

    /// Removes a connection from the books. A connection that gave way is removed already.
    synchronized void leave(Guest guest) {
        if (!lobby.remove(guest) && house.remove(guest)) {
            shares.computeIfPresent(guest.peer(), (peer, count) -> count == 1 ? null : count - 1);
        }
    }

    /// Ends one connection.
    ///
    /// @param peer the peer whose connection ends; null for any peer
    /// @return whether there was one to end
    private boolean makeWay(@Nullable Peer peer) {
        while (true) {
            Guest first = firstToGo(peer);
            if (first == null) {
                return false;
            }
            // The guest may have begun an answer in the meantime. Then the search continues.
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
