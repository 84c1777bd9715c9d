package jp.enishi.bench.planted;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How people write of skills, in the words of the planted market only: each line is a skill's id, three ways to say in
 * Japanese that one did it, and one in English. Not read from the taxonomy.
 */
final class Phrases {
    private static final String LINES = """
            issue-management|課題管理表を整えて棚卸しを主導|課題の洗い出しと対応期限の追跡|課題管理の運用を定着させた|ran issue management for the whole programme
            progress-management|進捗管理と遅延の早期把握|週次で進捗を取りまとめ報告|進捗報告の様式を統一|tracked progress management every week
            risk-management|リスク管理台帳の整備と監視|リスクの識別と対応策の立案|リスクマネジメントを担当|kept the risk management register
            quality-management|品質管理の指標を定めて監視|品質基準の策定と是正|品質マネジメントの推進|led quality management reviews
            vendor-control|複数ベンダーの取りまとめと折衝|ベンダーコントロールを一手に担当|協力会社の成果物の検収と是正|handled vendor control of three suppliers
            requirements-definition|要件定義を主導し合意形成|利用部門の要求を要件に整理|要件定義書の作成と承認取得|owned requirements definition
            hearing|現場ヒアリングを重ねて要望を整理|利用者へのヒアリングを実施|業務部門からの聞き取り|held hearings with the users
            business-improvement|業務改善の提案と定着|無駄な手作業を洗い出し業務改善|業務効率化の施策を実行|drove business improvement
            material-preparation|経営層向けの資料作成|会議資料作成と配布|報告資料を作成|did the material preparation for the board
            todo-management|ToDo管理で担当と期限を明確化|タスク管理の徹底|アクションアイテム管理|managed the to-do management list
            internal-coordination|部門間の社内調整|社内調整で利害をまとめた|関係部署調整を担当|did internal coordination across departments
            schedule-management|スケジュール管理と再計画|全体スケジュールの作成と維持|スケジュール調整を担当|maintained schedule management
            customer-negotiation|顧客折衝の窓口|お客様との条件の折衝|客先折衝を単独で担当|led customer negotiation
            task-breakdown|作業をタスク分割し見積り|タスク分解で作業を平準化|作業分解を行い担当へ割り振り|did task breakdown for the team
            nearshore-management|ニアショア管理の立上げ|地方拠点とのニアショア開発の運営|ニアショア拠点の管理|set up nearshore management
            dx-promotion|DX推進の計画づくり|DX推進を事業部で実行|全社のDX支援|pushed DX promotion
            current-state-analysis|現状分析から着手|現状調査とまとめ|業務の現状把握|did current state analysis
            cost-management|予算とコスト管理|コスト管理で超過を防止|予実管理を担当|held cost management
            """;

    /** Three Japanese phrases and an English one, by skill. */
    static final Map<String, List<String>> OF = read();

    private Phrases() {}

    private static Map<String, List<String>> read() {
        Map<String, List<String>> phrases = new LinkedHashMap<>();
        LINES.lines().forEach(line -> {
            List<String> cells = List.of(line.strip().split("\\|"));
            phrases.put(cells.getFirst(), cells.subList(1, cells.size()));
        });
        return phrases;
    }
}
