package dev.trent.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.http.Watch.Phase;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ShareTest {
    private static final long FOR_EVER = Long.MAX_VALUE;

    private static Guest guest(Phase phase) {
        Watch watch = new Watch();
        watch.begin(phase);
        return new Guest(Peer.of(InetAddress.getLoopbackAddress()), watch, () -> {});
    }

    @Test
    void what_was_given_back_can_be_taken_again() {
        Share share = new Share(2, FOR_EVER);
        Guest first = guest(Phase.READING);
        assertThat(share.take(first, 2)).isTrue();
        assertThat(share.take(guest(Phase.READING), 1)).isFalse();
        share.give(first);
        assertThat(share.take(guest(Phase.READING), 2)).isTrue();
    }

    @Test
    void a_client_that_neither_sends_nor_reads_gives_way_the_oldest_first() {
        Share share = new Share(3, 0);
        Guest sends = guest(Phase.READING);
        Guest reads = guest(Phase.WRITING);
        Guest late = guest(Phase.READING);
        assertThat(share.take(sends, 1)).isTrue();
        assertThat(share.take(reads, 1)).isTrue();
        assertThat(share.take(late, 1)).isTrue();

        assertThat(share.take(guest(Phase.ANSWERING), 2)).isTrue();
        assertThat(sends.mayGiveWay()).isFalse();
        assertThat(sends.giveUp()).as("it was ended").isFalse();
        assertThat(reads.giveUp()).as("it was ended").isFalse();
        assertThat(late.giveUp()).as("it was left").isTrue();
    }

    @Test
    void what_is_being_answered_keeps_its_part() {
        Share share = new Share(1, 0);
        assertThat(share.take(guest(Phase.ANSWERING), 1)).isTrue();
        assertThat(share.take(guest(Phase.READING), 1)).isFalse();
    }

    @Test
    void more_than_there_is_cannot_be_taken_and_nothing_is_lost_by_asking() {
        Share share = new Share(2, FOR_EVER);
        assertThat(share.take(guest(Phase.READING), 3)).isFalse();
        assertThat(share.take(guest(Phase.READING), 2)).isTrue();
    }
}
