package jp.enishi.talents.talent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnonymiserTest {
    @Test
    void initials_are_given_name_first() {
        assertThat(Sample.talent().sheet().initials()).isEqualTo("T.S.");
    }

    @Test
    void the_sheet_keeps_the_work_and_drops_the_company() {
        var sheet = Anonymiser.sheet(Sample.profile(), Sample.resume());
        assertThat(sheet.engagements()).singleElement().satisfies(engagement -> {
            assertThat(engagement.title()).isEqualTo("勘定系更改");
            assertThat(engagement.tasks()).isEqualTo("進捗管理と課題管理");
            assertThat(engagement.teamSize()).isEqualTo(12);
        });
        assertThat(sheet.skills()).isEqualTo(Sample.resume().skills());
        assertThat(sheet.toString()).doesNotContain("みどり銀行", "佐藤", "太郎", "Sato", "example.jp", "1234");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "株式会社みどり銀行 | みどり銀行のPMO | ●●のPMO",
                "株式会社みどり銀行 | (株)みどり銀行でPMO | ●●でPMO",
                "㈱みどり銀行 | 株式会社みどり銀行でPMO | ●●でPMO",
                "みどり銀行株式会社 情報システム部 | みどり銀行向け | ●●向け",
                "Green Bank Co., Ltd. | For ＧＲＥＥＮ　ＢＡＮＫ and green bank. | For ●● and ●●.",
                "Green Bank, Inc. | at GreenBank Inc. in Tokyo | at ●● in Tokyo",
                "NTT | NTTのNTTX移行 | ●●のNTTX移行",
                "ミライ・システムズ | ﾐﾗｲｼｽﾃﾑｽﾞとミライ システムズ | ●●と●●",
                "エー社(旧ビーテック) | ビーテック時代 | ●●時代",
                "髙島商会 | 高島商会で | ●●で",
                "み\u200Bどり銀行 | みどり\u200B銀行 | ●●"
            })
    void companies_are_hidden_however_they_are_written(String company, String text, String expected) {
        assertThat(scrubbed(company, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "佐藤太郎です | ●●です",
                "佐藤 太郎 (Taro SATO) | ●● (●●)",
                "連絡は taro.sato@example.jp へ | 連絡は ●● へ",
                "連絡は ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ へ | 連絡は ●● へ",
                "電話 090-1234-5678 まで | 電話 ●● まで",
                "TEL：０３−１２３４−５６７８ | TEL：●●",
                "+81 90 1234 5678 | ●●",
                "09012345678 | ●●",
                "https://taro.example.dev/cv?x=1 を参照 | ●● を参照",
                "taro-portfolio.com/about | ●●",
                "株式会社アオゾラで勤務 | ●●で勤務",
                "アオゾラ商事(株)で勤務 | ●●で勤務"
            })
    void names_and_contacts_are_hidden(String text, String expected) {
        assertThat(scrubbed("A社", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'2019.04-2021.03 ASP.NETとNode.jsで開発、予算1,000,000円'",
        "'140-180h、チーム10名、2020-04-01から'",
        "'森林管理のSatomiライブラリ'",
        "'Salesforceを株式会社で導入'"
    })
    void what_is_harmless_stays(String text) {
        assertThat(scrubbed("A社", text)).isEqualTo(text);
    }

    @Test
    void a_name_of_one_ideograph_is_hidden_where_it_stands_alone() {
        var profile = new Profile("森", "実", "Mori", "Minoru", null, null, "m@example.jp", null, "森が担当、森実、実装と森林", "ja");
        assertThat(Anonymiser.sheet(profile, Resume.EMPTY).headline()).isEqualTo("●●が担当、●●、実装と森林");
    }

    @ParameterizedTest
    @CsvSource({
        "モリ ミノルです。, ●●です。",
        "モリミノル, ●●",
        "ﾓﾘと申します, ●●と申します",
        "もりみのる、PMO, ●●、PMO",
        "メモリの管理, メモリの管理",
        "モリモトさん, モリモトさん",
    })
    void how_a_name_is_read_is_hidden_where_it_is_a_word(String text, String expected) {
        var profile = new Profile("森", "実", "Mori", "Minoru", "モリ", "ミノル", "m@example.jp", null, text, "ja");
        assertThat(Anonymiser.sheet(profile, Resume.EMPTY).headline()).isEqualTo(expected);
    }

    @Test
    void no_canary_survives_in_any_text_in_any_spelling() {
        var random = new Random(20261120);
        var companies = List.of("カナリア電機", "Canary Works", "黄鳥ホールディングス", "ＫＡＮＡＲＩＡ", "Kanariya7");
        var forms = List.of("株式会社%s", "%s株式会社", "(株)%s", "㈱%s", "%s Co., Ltd.", "%s, Inc.", "%s", "%s LLC");
        var fillers = List.of("の", "にて", "、", " ", "。\n", " at ", "(", ")", "で要件定義、", "→");
        for (int round = 0; round < 2_000; round++) {
            var company = companies.get(random.nextInt(companies.size()));
            var stated = pick(forms, random).formatted(company);
            var text = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                text.append(pick(fillers, random));
                text.append(spelled(
                        switch (random.nextInt(4)) {
                            case 0 -> pick(forms, random).formatted(company);
                            case 1 -> "隠岐 翔子";
                            case 2 -> "Shoko OKINO";
                            default -> "secret.canary@mail.example.com";
                        },
                        random));
                text.append(pick(fillers, random));
            }
            var profile = new Profile(
                    "隠岐",
                    "翔子",
                    "Okino",
                    "Shoko",
                    "オキノ",
                    "ショウコ",
                    "secret.canary@mail.example.com",
                    "03-9999-8888",
                    text.toString(),
                    "ja");
            var resume = new Resume(
                    text.toString(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(Sample.engagement(stated, text.toString(), text.toString())));
            var sheet = plain(Anonymiser.sheet(profile, resume).toString());
            assertThat(sheet)
                    .as("%s | %s", stated, text)
                    .doesNotContain(plain(company), "隠岐", "翔子", "shoko", "okino", "secret", "canary@", "99998888");
        }
    }

    private static String scrubbed(String company, String text) {
        var resume = new Resume(text, List.of(), List.of(), List.of(), List.of(Sample.engagement(company, "x", "")));
        return Anonymiser.sheet(Sample.profile(), resume).summary();
    }

    private static String spelled(String text, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.toLowerCase(Locale.ROOT);
            case 2 -> wide(text);
            case 3 -> text.replace(" ", "　");
            default -> text;
        };
    }

    private static String wide(String text) {
        var wide = new StringBuilder();
        text.chars().forEach(c -> wide.append(c > ' ' && c < 0x7F ? (char) (c + 0xFEE0) : (char) c));
        return wide.toString();
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\sー]", "");
    }

    private static <T> T pick(List<T> items, Random random) {
        return items.get(random.nextInt(items.size()));
    }
}
