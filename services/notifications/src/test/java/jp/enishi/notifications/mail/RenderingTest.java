package jp.enishi.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.notifications.Outside;
import jp.enishi.notifications.inbox.NotificationKind;
import jp.enishi.platform.taxonomy.Language;
import jp.enishi.platform.taxonomy.Taxonomy;
import jp.enishi.platform.test.EnishiTestResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class RenderingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID CASE = UUID.fromString("01980000-0000-7000-8000-000000000301");
    private static final Taxonomy TAXONOMY = Taxonomy.load();

    @Inject
    Rendering rendering;

    @ParameterizedTest
    @EnumSource(names = {"NEW_CASE", "FITTING_CASE", "SAVED_SEARCH", "CASE_CHANGED", "CASE_CLOSED"})
    void every_mail_carries_the_six_items_and_a_live_link_in_both_languages(NotificationKind kind) throws IOException {
        var labels = Map.of(
                Language.JA, List.of("募集者", "募集者の住所", "募集者の連絡先", "業務内容", "業務に従事する場所", "報酬"),
                Language.EN,
                        List.of(
                                "Recruiter",
                                "Recruiter's address",
                                "Recruiter's contact",
                                "Work content",
                                "Place of work",
                                "Fee"));
        var values = Map.of(
                Language.JA,
                        List.of(
                                "株式会社みなと製作所",
                                "東京都港区芝1-2-3",
                                "recruit@minato.example / 03-0000-0000",
                                "課題・ToDo・リスクの管理",
                                "ハイブリッド(週2日常駐) 東京都港区",
                                "月額 85万円〜100万円(税抜、稼働率100%、精算幅140–180h)"),
                Language.EN,
                        List.of(
                                "Minato Works Ltd.",
                                "1-2-3 Shiba, Minato, Tokyo",
                                "recruit@minato.example / 03-0000-0000",
                                "Managing issues",
                                "Hybrid (2 days a week on site)",
                                "JPY 850,000–1,000,000 a month"));
        for (Language language : Language.values()) {
            var mail = rendering.render(mail(kind, listing(), language), language);
            for (String part : List.of(mail.text(), mail.html())) {
                assertThat(part).contains(labels.get(language)).contains(values.get(language));
                assertThat(part).contains("https://enishi.example/listings/" + CASE);
                assertThat(part)
                        .contains(
                                "https://enishi.example/talent/inbox", "https://enishi.example/settings/notifications");
                assertThat(part).doesNotContain("NOT_FOUND", "{mail", "{#");
            }
            assertThat(mail.subject()).contains(language == Language.EN ? "Support for improving" : "改善支援");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"recruiterName", "recruiterAddress", "recruiterContact", "workContent", "place", "fee"})
    void without_one_of_the_six_items_there_is_no_mail(String item) throws IOException {
        for (JsonNode nothing : new JsonNode[] {null, JSON.readTree("\" \""), JSON.readTree("{\"ja\":\" \"}")}) {
            ObjectNode listing = listing();
            assertThat(CaseMail.complete(listing)).isTrue();
            listing.set(item, nothing);
            assertThat(CaseMail.complete(listing)).isFalse();
            for (NotificationKind kind : List.of(NotificationKind.NEW_CASE, NotificationKind.SAVED_SEARCH)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> mail(kind, listing, Language.JA))
                        .withMessageContaining("six items");
            }
        }
    }

    @Test
    void the_reasons_are_named_in_the_reader_s_words() throws IOException {
        var skill = TAXONOMY.skills().iterator().next();
        JsonNode reasons = JSON.readTree("{\"met\":[\"%s\"],\"close\":[{\"skill\":\"unknown-skill\",\"via\":\"%s\"}]}"
                .formatted(skill.id(), skill.id()));
        var mail = CaseMail.of(
                NotificationKind.NEW_CASE,
                CASE,
                listing(),
                reasons,
                Language.JA,
                TAXONOMY,
                new Notices(),
                URI.create("https://enishi.example/"));
        assertThat(rendering.render(mail, Language.JA).text())
                .contains("合っているスキル：" + skill.ja())
                .contains("近いスキル：unknown-skill（" + skill.ja() + "の経験から）");
    }

    @Test
    void a_client_s_text_is_text_in_html_and_one_line_in_the_subject() throws IOException {
        ObjectNode listing = listing();
        ((ObjectNode) listing.get("title")).put("ja", "改善\r\nBcc: x@example.com");
        ((ObjectNode) listing.get("workContent")).put("ja", "<script>alert(1)</script>");
        var mail = rendering.render(mail(NotificationKind.NEW_CASE, listing, Language.JA), Language.JA);
        assertThat(mail.subject()).doesNotContain("\r", "\n").contains("改善 Bcc: x@example.com");
        assertThat(mail.html()).contains("&lt;script&gt;").doesNotContain("<script>");
        assertThat(mail.text()).contains("<script>alert(1)</script>");
    }

    @Test
    void what_has_no_english_is_shown_in_japanese() throws IOException {
        ObjectNode listing = listing();
        ((ObjectNode) listing.get("title")).remove("en");
        assertThat(mail(NotificationKind.NEW_CASE, listing, Language.EN).title())
                .contains("改善支援");
    }

    private static CaseMail mail(NotificationKind kind, JsonNode listing, Language language) {
        return CaseMail.of(
                kind,
                CASE,
                listing,
                JSON.createObjectNode().put("event", "NEW"),
                language,
                TAXONOMY,
                new Notices(),
                URI.create("https://enishi.example"));
    }

    private static ObjectNode listing() throws IOException {
        try (var in =
                RenderingTest.class.getClassLoader().getResourceAsStream("examples/cases.case-published.v1.json")) {
            return (ObjectNode) JSON.readTree(in).get("listing");
        }
    }
}
