package jp.enishi.platform.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaxonomyTest {
    private final Taxonomy taxonomy = Taxonomy.load();

    @Test
    void every_term_has_both_names() {
        var terms = new ArrayList<Term>();
        terms.addAll(taxonomy.skills());
        terms.addAll(taxonomy.roles());
        terms.addAll(taxonomy.phases());
        terms.addAll(taxonomy.industries());
        terms.addAll(taxonomy.industryMajors());
        terms.addAll(taxonomy.prefectures());
        terms.addAll(taxonomy.workplaces());
        terms.addAll(taxonomy.levels());
        terms.addAll(taxonomy.languageLevels());
        assertThat(terms).hasSizeGreaterThan(400).allSatisfy(term -> {
            assertThat(term.id()).isNotBlank();
            assertThat(term.ja()).isNotBlank();
            assertThat(term.en()).isNotBlank().matches("\\p{ASCII}+");
            assertThat(term.synonyms())
                    .allSatisfy(synonym -> assertThat(synonym).isNotBlank());
        });
        assertThat(taxonomy.skills())
                .hasSizeGreaterThanOrEqualTo(250)
                .allSatisfy(skill -> assertThat(skill.id()).matches("[a-z0-9]+(-[a-z0-9]+)*"));
        assertThat(taxonomy.levels()).extracting(Facet::id).containsExactly("1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void no_id_dangles() {
        for (var skill : taxonomy.skills()) {
            assertThat(skill.broader())
                    .allSatisfy(
                            id -> assertThat(taxonomy.skill(id)).as(skill.id()).isPresent());
            assertThat(taxonomy.ancestors(skill.id())).as("cycle").doesNotContain(skill.id());
        }
        assertThat(taxonomy.phases())
                .allSatisfy(phase -> assertThat(taxonomy.skill(phase.skill())).isPresent());
        var majors = taxonomy.industryMajors().stream().map(Facet::id).toList();
        assertThat(taxonomy.industries())
                .allSatisfy(industry -> assertThat(majors).contains(industry.major()));
    }

    @Test
    void no_term_names_two_skills() {
        var owners = new HashMap<String, String>();
        for (var skill : taxonomy.skills()) {
            for (var term : Taxonomy.terms(skill)) {
                var before = owners.put(Spelling.key(term), skill.id());
                assertThat(before == null || before.equals(skill.id()))
                        .as("%s names %s and %s", term, before, skill.id())
                        .isTrue();
            }
        }
    }

    @Test
    void relations_are_symmetric_and_never_repeat_the_hierarchy() {
        for (var skill : taxonomy.skills()) {
            skill.related().forEach((other, closeness) -> {
                assertThat(closeness).as(skill.id() + " " + other).isBetween(0.05, 0.95);
                assertThat(taxonomy.skill(other).orElseThrow().related()).containsEntry(skill.id(), closeness);
                assertThat(taxonomy.ancestors(skill.id())).doesNotContain(other);
                assertThat(other).isNotEqualTo(skill.id());
            });
        }
    }

    @Test
    void prefectures_are_the_47_and_neighbours_are_mutual() {
        assertThat(taxonomy.prefectures()).hasSize(47);
        for (var prefecture : taxonomy.prefectures()) {
            for (var neighbour : prefecture.neighbours()) {
                assertThat(taxonomy.prefecture(neighbour).orElseThrow().neighbours())
                        .contains(prefecture.id());
            }
        }
        assertThat(taxonomy.prefecture("13").orElseThrow().neighbours()).containsExactly("11", "12", "14", "19");
        assertThat(taxonomy.prefecture("47").orElseThrow().neighbours()).isEmpty();
    }

    @Test
    void the_role_matrix_is_complete() {
        for (var needed : taxonomy.roles()) {
            assertThat(needed.closeness()).hasSameSizeAs(taxonomy.roles());
            for (var has : taxonomy.roles()) {
                assertThat(taxonomy.roleCloseness(needed.id(), has.id())).isBetween(0.0, 1.0);
            }
            assertThat(taxonomy.roleCloseness(needed.id(), needed.id())).isEqualTo(1);
        }
        assertThat(taxonomy.roleCloseness("PM", "PM_ASSISTANT")).isEqualTo(0.35);
        assertThat(taxonomy.roleCloseness("PMO", "PM")).isEqualTo(0.85);
        assertThat(taxonomy.roleCloseness("PM_ASSISTANT", "PMO")).isEqualTo(0.9);
        assertThat(taxonomy.roleCloseness("PM", "PM_ASSISTANT"))
                .isGreaterThan(taxonomy.roleCloseness("PM", "BACKEND_ENGINEER"));
        assertThat(taxonomy.roleCloseness("PM", "NOBODY")).isZero();
        assertThat(taxonomy.findRole("プロマネ").orElseThrow().id()).isEqualTo("PM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "課題・目的の決定",
                "スケジュール管理",
                "品質管理",
                "コスト管理",
                "リソース管理",
                "コミュニケーション管理",
                "開発計画の策定",
                "チーム編成",
                "進捗管理",
                "ベンダーコントロール",
                "要件定義",
                "タスク分割",
                "顧客折衝",
                "書類作成",
                "データ収集",
                "プロセス策定",
                "知識の標準化",
                "PMの人材育成",
                "コスト・リソース調整",
                "環境整備",
                "コミュニケーション支援",
                "優先順位付け",
                "経営戦略の履行支援",
                "課題管理",
                "ToDo管理",
                "リスク管理",
                "社内調整",
                "要員管理",
                "顧客折衝サポート",
                "資料作成",
                "スタッフ調整"
            })
    void every_word_of_the_product_is_a_skill_and_is_recognised_in_text(String word) {
        var skill = taxonomy.find(word).orElseThrow();
        assertThat(skill.ja()).isEqualTo(word);
        var text = "主な業務は" + word + "です。";
        assertThat(taxonomy.tag(text)).containsExactly(new Span(skill.id(), 5, 5 + word.length()));
    }

    @ParameterizedTest
    @CsvSource({
        "ベンダー管理, vendor-control",
        "Vendor Management, vendor-control",
        "ベンダコントロール, vendor-control",
        "ﾍﾞﾝﾀﾞｰｺﾝﾄﾛｰﾙ, vendor-control",
        "Ｃ＃, csharp",
        "C, c",
        "c++, cpp",
        "Go, go",
        "S/4 HANA, sap-s4hana",
        "k8s, kubernetes",
        "progress-management, progress-management",
        "Google Cloud Platform(GCP), gcp"
    })
    void a_skill_is_found_however_it_is_written(String text, String id) {
        assertThat(taxonomy.find(text).orElseThrow().id()).isEqualTo(id);
    }

    @Test
    void unknown_words_are_not_found() {
        assertThat(taxonomy.find("駐車場")).isEmpty();
        assertThat(taxonomy.find("")).isEmpty();
        assertThat(taxonomy.skill("nothing")).isEmpty();
    }

    @Test
    void closeness_follows_the_hierarchy() {
        assertThat(taxonomy.closeness("java", "java")).isEqualTo(new Edge(Relation.EXACT, 1));
        assertThat(taxonomy.closeness("erp", "sap-s4hana")).isEqualTo(new Edge(Relation.NARROWER, 0.9));
        assertThat(taxonomy.closeness("sap-s4hana", "sap")).isEqualTo(new Edge(Relation.BROADER, 0.5));
        assertThat(taxonomy.closeness("sap-s4hana", "erp")).isEqualTo(new Edge(Relation.BROADER, 0.25));
        assertThat(taxonomy.closeness("jira", "redmine")).isEqualTo(new Edge(Relation.RELATED, 0.8));
        assertThat(taxonomy.closeness("jira", "cobol")).isNull();
        assertThat(taxonomy.closeness("nothing", "java")).isNull();
        assertThat(taxonomy.industryCloseness("EC", "RETAIL")).isCloseTo(0.5, within(1e-9));
        assertThat(taxonomy.industryCloseness("EC", "BANKING")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C, C# and C++ in the Cloud | c csharp cpp cloud",
                "PMOとして参画 | pmo-support",
                "PMとして参画 | project-management",
                "PM補佐として参画 | pm-assistance",
                "JavaScriptとJava | javascript java",
                "ASP.NETと.NET | asp-net dotnet",
                "プランCで進めた | ''",
                "コンテスト運営 | ''",
                "Cloudy weather, we react to spring and go on | ''",
                "reactで画面を実装 | react implementation",
                "bi-weekly meetings | ''",
                "ｻｰﾊﾞｰ構築 | infrastructure",
                "vendor control and progress tracking | vendor-control progress-management",
                "顧客折衝サポート | customer-negotiation-support",
                "SAP S/4HANAの導入 | sap-s4hana"
            })
    void text_is_tagged_by_longest_whole_words(String text, String expected) {
        var ids = taxonomy.tag(text).stream().map(Span::skillId).toList();
        assertThat(String.join(" ", ids)).isEqualTo(expected);
    }

    @Test
    void spans_point_into_the_original_text() {
        var text = "㈱の要件\n定義、ﾍﾞﾝﾀﾞｰｺﾝﾄﾛｰﾙ、Ｊａｖａ開発と リスク 管理";
        var words = taxonomy.tag(text).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
        assertThat(words).containsExactly("要件\n定義", "ﾍﾞﾝﾀﾞｰｺﾝﾄﾛｰﾙ", "Ｊａｖａ", "リスク 管理");
    }

    @Test
    void any_text_is_tagged_within_its_bounds() {
        var random = new java.util.Random(42);
        var pieces = List.of(
                "C", "+", "#", "PM", "O", "㌔", "ﾞ", "ー", "が", "\u3099", "進捗", "管理", " ", "\n", "𠮟", "\uD83D", ".NET",
                "Java", "・");
        for (int round = 0; round < 5_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            int last = 0;
            for (var span : taxonomy.tag(text.toString())) {
                assertThat(span.start())
                        .as("%s", text)
                        .isGreaterThanOrEqualTo(last)
                        .isLessThan(span.end());
                assertThat(span.end()).isLessThanOrEqualTo(text.length());
                assertThat(taxonomy.find(text.substring(span.start(), span.end())))
                        .isPresent();
                last = span.end();
            }
        }
    }

    @Test
    void suggestions_begin_with_what_was_typed() {
        assertThat(taxonomy.suggest("進捗", Language.JA, 5)).extracting(Skill::id).startsWith("progress-management");
        assertThat(taxonomy.suggest("ven", Language.EN, 1))
                .extracting(Skill::id)
                .containsExactly("vendor-control");
        assertThat(taxonomy.suggest("c", Language.EN, 3)).extracting(Skill::id).startsWith("c");
        assertThat(taxonomy.suggest("管理", Language.JA, 7)).hasSize(7);
        assertThat(taxonomy.suggest(" ", Language.JA, 7)).isEmpty();
    }

    @Test
    void the_version_is_made_from_the_content() {
        assertThat(taxonomy.version()).matches("[0-9a-f]{12}");
    }
}
