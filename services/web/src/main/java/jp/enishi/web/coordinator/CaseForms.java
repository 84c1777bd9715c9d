package jp.enishi.web.coordinator;

import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;

/** The fields of a coordinator's forms. */
final class CaseForms {
    static final Shape COMPANY = Shape.of()
            .with(Kind.TEXT, "/name/ja", "/name/en", "/address/ja", "/address/en", "/contact")
            .build();

    static final Shape DRAFT =
            requirements(Shape.of().with(Kind.TEXT, "/companyId").chosen("/companyId"));

    static final Shape REQUIREMENTS = requirements(Shape.of().with(Kind.TEXT, "/reason"));

    static final Shape PUBLICATION = Shape.of().with(Kind.TEXT, "/closesOn").build();

    static final Shape CLOSING = Shape.of()
            .with(Kind.TEXT, "/closing/reason")
            .with(Kind.CONFIRM, "/closing/sure")
            .must("/closing/reason")
            .chosen("/closing/reason")
            .build();

    private CaseForms() {}

    private static Shape requirements(Shape.Builder start) {
        String at = "/requirements";
        String position = at + "/positions/*";
        return start.with(
                        Kind.TEXT,
                        at + "/title/ja",
                        at + "/title/en",
                        at + "/background/ja",
                        at + "/background/en",
                        at + "/team/ja",
                        at + "/team/en",
                        at + "/tasks/ja",
                        at + "/tasks/en",
                        at + "/industry",
                        at + "/workplace/kind")
                .with(Kind.INTEGER, at + "/workplace/onSiteDays")
                .with(Kind.TEXT, at + "/workplace/prefecture", at + "/workplace/place/ja", at + "/workplace/place/en")
                .with(Kind.INTEGER, at + "/utilisation", at + "/hours/lower", at + "/hours/upper")
                .with(Kind.TEXT, at + "/period/start")
                .with(Kind.INTEGER, at + "/period/months")
                .with(Kind.BOOLEAN, at + "/period/extensible")
                .with(Kind.YEN, at + "/budget/lower/amount", at + "/budget/upper/amount")
                .with(Kind.INTEGER, at + "/rateTolerance")
                .with(Kind.ROWS, at + "/positions", position + "/must", position + "/nice", position + "/languages")
                .with(Kind.TEXT, position + "/role", position + "/positionId")
                .with(Kind.INTEGER, position + "/headCount")
                .with(Kind.SKILL, position + "/must/*/skill")
                .with(Kind.DECIMAL, position + "/must/*/years")
                .with(Kind.INTEGER, position + "/must/*/level")
                .with(Kind.BOOLEAN, position + "/must/*/knockOut")
                .with(Kind.SKILL, position + "/nice/*/skill")
                .with(Kind.DECIMAL, position + "/nice/*/years")
                .with(Kind.INTEGER, position + "/nice/*/level")
                .with(Kind.CODES, position + "/phases")
                .with(Kind.TEXT, position + "/languages/*/language", position + "/languages/*/level")
                .chosen(at + "/industry", at + "/workplace/kind", at + "/workplace/prefecture", position + "/role")
                .chosen(position + "/must/*/level", position + "/nice/*/level")
                .chosen(position + "/languages/*/language", position + "/languages/*/level")
                .build();
    }
}
