package jp.enishi.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import jp.enishi.web.service.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    800000 | 950000 | 80万〜95万円         | ¥800,000–950,000
                    605000 | 700000 | 60.5万〜70万円        | ¥605,000–700,000
                    600500 | 705000 | 600,500〜705,000円    | ¥600,500–705,000
                    5000   | 100000 | 5,000〜100,000円     | ¥5,000–100,000
                    0      | 700000 | 0〜70万円            | ¥0–700,000
                    700000 | 700000 | 70万円               | ¥700,000
                    """)
    void bothEndsOfARangeHaveTheSameUnit(long lower, long upper, String ja, String en) {
        assertThat(Formats.range(yen(lower), yen(upper), Language.JA)).isEqualTo(ja);
        assertThat(Formats.range(yen(lower), yen(upper), Language.EN)).isEqualTo(en);
    }

    @Test
    void aMomentIsToldInTheReadersZoneByItsName() {
        String moment = "2026-11-24T15:30:00Z";
        assertThat(Formats.time(moment, Language.EN, ZoneId.of("America/Los_Angeles")))
                .isEqualTo("24 Nov 2026, 07:30 PST");
        assertThat(Formats.time(moment, Language.JA, ZoneId.of("Europe/London")))
                .isEqualTo("2026年11月24日 15:30 (ロンドン時間)");
        assertThat(Formats.time(moment, Language.JA, Zones.JAPAN)).isEqualTo("2026年11月25日 00:30");
        assertThat(Zones.of("Europe%2FLondon")).contains(ZoneId.of("Europe/London"));
        for (String odd : new String[] {"", "%", "%zz", "Mars/Base", "x".repeat(200), "+09:00", "../etc"}) {
            assertThat(Zones.of(odd)).as(odd).isEmpty();
        }
        assertThat(Zones.common()).startsWith("Asia/Tokyo").contains("America/New_York");
        assertThat(Zones.others())
                .contains("America/Chicago")
                .doesNotContain("Etc/UTC", "EST")
                .doesNotContainAnyElementsOf(Zones.common());
    }

    @Test
    void aRangeMayLackAnEnd() {
        assertThat(Formats.range(yen(800_000), null, Language.JA)).isEqualTo("80万円");
        assertThat(Formats.range(null, yen(805_000), Language.JA)).isEqualTo("80.5万円");
        assertThat(Formats.money(yen(1_744_000), Language.JA)).isEqualTo("174.4万円");
        assertThat(Formats.money(yen(12_345_000), Language.JA)).isEqualTo("1,234.5万円");
        assertThat(Formats.money(yen(805_500), Language.JA)).isEqualTo("805,500円");
        assertThat(Formats.money(yen(5_000), Language.JA)).isEqualTo("5,000円");
        assertThat(Formats.range(null, null, Language.JA)).isEmpty();
    }

    @Test
    void datesAndMonthsAreWrittenAsReadersDo() {
        assertThat(Formats.date("2026-12-01", Language.JA)).isEqualTo("2026年12月1日");
        assertThat(Formats.date("2026-12-01", Language.EN)).isEqualTo("1 Dec 2026");
        assertThat(Formats.month("2026-04", Language.JA)).isEqualTo("2026年4月");
        assertThat(Formats.month("2026-04", Language.EN)).isEqualTo("Apr 2026");
    }

    @Test
    void timesAreJapans() {
        assertThat(Formats.time("2026-11-24T15:30:00Z", Language.JA)).isEqualTo("2026年11月25日 00:30");
        assertThat(Formats.time("2026-11-24T15:30:00Z", Language.EN)).isEqualTo("25 Nov 2026, 00:30 JST");
    }

    @Test
    void whatIsNoDateIsShownAsItIs() {
        assertThat(Formats.date("soon", Language.JA)).isEqualTo("soon");
        assertThat(Formats.month("2026-13", Language.JA)).isEqualTo("2026-13");
        assertThat(Formats.time("soon", Language.JA)).isEqualTo("soon");
        assertThat(Formats.date(null, Language.JA)).isEmpty();
    }

    @Test
    void numbersHaveNoNeedlessDigits() {
        assertThat(Formats.number(3.0)).isEqualTo("3");
        assertThat(Formats.number(6.5)).isEqualTo("6.5");
        assertThat(Formats.percent(0.925)).isEqualTo("93%");
    }

    @ParameterizedTest
    @CsvSource({
        "PMOとして進捗を管理, JA",
        "ﾊﾝｶｸ, JA",
        "基幹刷新, JA",
        "Led the renewal of the core system, EN",
        "SAP S/4HANA 2023, EN",
        "'', JA"
    })
    void aTextsLanguageIsSeenByItsCharacters(String text, Language language) {
        assertThat(Language.written(text)).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({
        "三田, 明子, JA, 三田 明子",
        "三田, 明子, EN, 三田 明子",
        "Carter, Emily, EN, Emily Carter",
        "Carter, Emily, JA, Carter Emily",
        "三田, '', JA, 三田",
        "'', Emily, EN, Emily"
    })
    void theFamilyNameIsFirstInJapanese(String family, String given, Language language, String name) {
        assertThat(Formats.name(family, given, language)).isEqualTo(name);
    }

    @Test
    void nobodysNameIsEmpty() {
        assertThat(Formats.name(null, null, Language.JA)).isEmpty();
    }

    private static Money yen(long amount) {
        return new Money(amount, "JPY");
    }

    @Test
    void aTimeInAReadersZoneNamesItsZone() {
        String time = "2026-12-03T01:00:00Z";

        assertThat(Formats.zoned("2026-12-03T10:00:00+09:00", "Asia/Tokyo", Language.JA))
                .isEqualTo("2026年12月3日（木） 10:00");
        assertThat(Formats.zoned(time, "Europe/London", Language.JA)).isEqualTo("2026年12月3日（木） 01:00 (ロンドン時間)");
        assertThat(Formats.zoned("2026-12-03T10:00:00+09:00", "Asia/Tokyo", Language.EN))
                .isEqualTo("Thu, 3 Dec 2026, 10:00 (Japan Time)");
        assertThat(Formats.local(time, Zones.JAPAN)).isEqualTo("2026-12-03T10:00");
        assertThat(Formats.instant("2026-12-03T10:00", Zones.JAPAN)).isEqualTo(time);
        assertThat(Formats.instant("soon", Zones.JAPAN)).isNull();
        assertThat(Formats.local("soon", Zones.JAPAN)).isEmpty();
        var newYork = ZoneId.of("America/New_York");
        assertThat(Formats.local(time, newYork)).isEqualTo("2026-12-02T20:00");
        assertThat(Formats.instant("2026-12-02T20:00", newYork)).isEqualTo(time);
        // The hour that begins summer time isn't on any clock.
        assertThat(Formats.instant("2027-03-14T02:30", newYork)).isNull();
    }
}
