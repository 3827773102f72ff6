package dev.trent.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PartitionTest {
    @ParameterizedTest
    @EnumSource
    void the_usual_region_of_a_partition_lies_in_it(Partition partition) {
        assertThat(Partition.ofRegion(partition.usualRegion())).isEqualTo(partition);
        assertThat(Partition.of(partition.id())).isEqualTo(partition);
    }

    @ParameterizedTest
    @CsvSource({
        "cn-northwest-1, CHINA",
        "us-gov-east-1, US_GOV",
        "eusc-de-east-1, EUSC",
        "us-iso-west-1, ISO",
        "us-isob-west-1, ISO_B",
        "eu-isoe-west-1, ISO_E",
        "us-isof-east-1, ISO_F",
        "us-gov, AWS",
        "us-isolated-1, AWS",
        "eu-central-1, AWS",
        "canada, AWS",
        "'', AWS"
    })
    void the_name_of_a_region_tells_its_partition(String region, Partition partition) {
        assertThat(Partition.ofRegion(region)).isEqualTo(partition);
    }

    @Test
    void there_is_no_partition_of_another_name() {
        assertThat(Partition.of("AWS")).isNull();
        assertThat(Partition.of("")).isNull();
    }
}
