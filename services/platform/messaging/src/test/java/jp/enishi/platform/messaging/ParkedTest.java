package jp.enishi.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParkedTest {
    @Test
    void whatARecordSaidIsNotTold() {
        assertThat(Parked.told("Cannot read a date from \"山田 太郎\" at 3")).isEqualTo("Cannot read a date from … at 3");
        assertThat(Parked.told("Unexpected 'a@example.com")).isEqualTo("Unexpected …");
        assertThat(Parked.told("Key (mail)=(a@example.com) is there")).isEqualTo("Key (mail)=… is there");
        assertThat(Parked.told("torn \"word")).isEqualTo("torn …");
        assertThat(Parked.told(null)).isNull();
    }

    @Test
    void theNamesOfOurOwnRulesAre() {
        assertThat(Parked.told("violates unique constraint \"booking_pkey\" of relation \"booking\" by \"x\""))
                .isEqualTo("violates unique constraint \"booking_pkey\" of relation \"booking\" by …");
    }

    @Test
    void aTypeIsToldWhenItIsOne() {
        assertThat(Parked.type("[{\"ce_id\":\"1\"},{\"ce_type\":\"cases.case-opened.v1\"}]"))
                .isEqualTo("cases.case-opened.v1");
        assertThat(Parked.type("[{\"ce_type\":\"山田 太郎\"}]")).isNull();
        assertThat(Parked.type("[]")).isNull();
    }
}
