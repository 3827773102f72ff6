package dev.trent.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.http.Admission.Room;
import dev.trent.http.Watch.Phase;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Peer EVE = peer("192.0.2.1");
    private static final Peer ANN = peer("192.0.2.2");
    private static final Peer HERE = peer("127.0.0.1");

    private final Admission admission = new Admission(4, 2, 2);

    /// A connection of a test, with the watch that shows its phase.
    private record Client(Watch watch, Guest guest) {
        boolean isCut() {
            return watch.phase() == Phase.CUT;
        }

        Client at(Phase phase) {
            watch.begin(phase);
            return this;
        }

        Client proven() {
            guest.prove();
            return this;
        }
    }

    @Test
    void whoever_has_a_full_share_gives_way_to_itself_and_harms_nobody() {
        Client ann = enter(ANN, Room.HOUSE);
        Client first = enter(EVE, Room.HOUSE);
        Client second = enter(EVE, Room.HOUSE);
        Client third = enter(EVE, Room.HOUSE);
        assertThat(first.isCut()).isTrue();
        assertThat(second.isCut()).isFalse();
        for (int i = 0; i < 100; i++) {
            enter(EVE, Room.HOUSE);
        }
        assertThat(second.isCut()).isTrue();
        assertThat(third.isCut()).isTrue();
        assertThat(ann.isCut()).isFalse();
    }

    @Test
    void whoever_has_a_full_share_of_answers_comes_into_the_lobby_though_the_house_has_places() {
        enter(EVE, Room.HOUSE).at(Phase.ANSWERING);
        enter(EVE, Room.HOUSE).at(Phase.WRITING);
        enter(EVE, Room.LOBBY);
        enter(ANN, Room.HOUSE);
    }

    @Test
    void this_machine_has_no_share_but_the_house() {
        for (int i = 0; i < 4; i++) {
            enter(HERE, Room.HOUSE).at(Phase.ANSWERING);
        }
        enter(HERE, Room.LOBBY);
    }

    @Test
    void strangers_give_way_first_and_the_oldest_before_the_others() {
        Client proven = enter(HERE, Room.HOUSE).proven();
        Client older = enter(HERE, Room.HOUSE).at(Phase.READING);
        Client younger = enter(HERE, Room.HOUSE).at(Phase.HANDSHAKING);
        Client answering = enter(HERE, Room.HOUSE).at(Phase.ANSWERING);

        enter(HERE, Room.HOUSE).at(Phase.ANSWERING);
        assertThat(older.isCut()).isTrue();
        assertThat(younger.isCut()).isFalse();
        enter(HERE, Room.HOUSE).at(Phase.ANSWERING);
        assertThat(younger.isCut()).isTrue();
        assertThat(proven.isCut()).isFalse();
        enter(HERE, Room.HOUSE).at(Phase.ANSWERING);
        assertThat(proven.isCut()).isTrue();
        assertThat(answering.isCut()).isFalse();
        enter(HERE, Room.LOBBY);
    }

    @Test
    void a_stranger_does_not_grow_younger_by_being_refused() {
        Client refused = enter(HERE, Room.HOUSE);
        Client other = enter(HERE, Room.HOUSE);
        enter(HERE, Room.HOUSE);
        enter(HERE, Room.HOUSE);
        refused.at(Phase.READING).at(Phase.ANSWERING).at(Phase.WRITING).at(Phase.WAITING);
        enter(HERE, Room.HOUSE);
        assertThat(refused.isCut()).isTrue();
        assertThat(other.isCut()).isFalse();
    }

    @Test
    void whoever_has_proved_itself_is_not_cut_within_a_request() {
        Client reading = enter(HERE, Room.HOUSE).proven().at(Phase.READING);
        for (int i = 0; i < 3; i++) {
            enter(HERE, Room.HOUSE).at(Phase.ANSWERING);
        }
        enter(HERE, Room.LOBBY);
        assertThat(reading.isCut()).isFalse();
    }

    @Test
    void the_oldest_gives_way_in_the_lobby_too_until_all_are_being_answered() {
        for (int i = 0; i < 4; i++) {
            enter(HERE, Room.HOUSE).at(Phase.ANSWERING);
        }
        Client first = enter(HERE, Room.LOBBY);
        Client second = enter(HERE, Room.LOBBY);
        enter(HERE, Room.LOBBY).at(Phase.WRITING);
        assertThat(first.isCut()).isTrue();
        assertThat(second.isCut()).isFalse();
        second.at(Phase.WRITING);
        enter(HERE, Room.NONE);
    }

    @Test
    void whoever_leaves_makes_a_place() {
        Client first = enter(EVE, Room.HOUSE).at(Phase.ANSWERING);
        enter(EVE, Room.HOUSE).at(Phase.ANSWERING);
        admission.leave(first.guest());
        enter(EVE, Room.HOUSE).at(Phase.ANSWERING);
        Client waiting = enter(EVE, Room.LOBBY);
        admission.leave(waiting.guest());
        // A second call changes nothing.
        admission.leave(first.guest());
        enter(EVE, Room.LOBBY);
    }

    @Test
    void a_network_of_ipv6_is_one_peer() {
        assertThat(peer("2001:db8:1:2::1")).isEqualTo(peer("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assertThat(peer("2001:db8:1:2::1")).isNotEqualTo(peer("2001:db8:1:3::1"));
        assertThat(peer("192.0.2.1")).isNotEqualTo(peer("192.0.2.2"));
        assertThat(peer("::ffff:192.0.2.1")).isEqualTo(peer("192.0.2.1"));
        assertThat(peer("::1").local()).isTrue();
        assertThat(peer("127.1.2.3").local()).isTrue();
        assertThat(peer("2001:db8::1").local()).isFalse();
    }

    private Client enter(Peer peer, Room expected) {
        Watch watch = new Watch();
        Client client = new Client(watch, new Guest(peer, watch, () -> {}));
        assertThat(admission.enter(client.guest())).isEqualTo(expected);
        return client;
    }

    private static Peer peer(String address) {
        return Peer.of(InetAddress.ofLiteral(address));
    }
}
