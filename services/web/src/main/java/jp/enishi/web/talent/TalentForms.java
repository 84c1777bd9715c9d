package jp.enishi.web.talent;

import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;
import jp.enishi.web.open.TermsOfUse;

/** The fields of a talent's forms. */
final class TalentForms {
    static final Shape REGISTRATION = Shape.of()
            .with(
                    Kind.TEXT,
                    "/profile/familyName",
                    "/profile/givenName",
                    "/profile/familyNameRomaji",
                    "/profile/givenNameRomaji",
                    "/profile/familyNameKana",
                    "/profile/givenNameKana",
                    "/profile/email",
                    "/profile/phone",
                    "/profile/headline",
                    "/profile/language")
            .with(Kind.GIVEN, TermsOfUse.CARRIED)
            .with(Kind.CONFIRM, TermsOfUse.BOX)
            .must(
                    "/profile/familyName",
                    "/profile/givenName",
                    "/profile/familyNameRomaji",
                    "/profile/givenNameRomaji",
                    "/profile/email")
            .chosen("/profile/language")
            .build();

    static final Shape PROFILE = Shape.of()
            .with(
                    Kind.TEXT,
                    "/familyName",
                    "/givenName",
                    "/familyNameRomaji",
                    "/givenNameRomaji",
                    "/familyNameKana",
                    "/givenNameKana",
                    "/email",
                    "/phone",
                    "/headline",
                    "/language")
            .chosen("/language")
            .build();

    static final Shape RESUME = Shape.of()
            .with(Kind.TEXT, "/summary")
            .with(Kind.ROWS, "/roles", "/skills", "/languages", "/engagements")
            .with(Kind.TEXT, "/roles/*/role")
            .with(Kind.DECIMAL, "/roles/*/years")
            .with(Kind.SKILL, "/skills/*/skill")
            .with(Kind.DECIMAL, "/skills/*/years")
            .with(Kind.INTEGER, "/skills/*/level")
            .with(Kind.TEXT, "/skills/*/lastUsed", "/languages/*/language", "/languages/*/level")
            .with(
                    Kind.TEXT,
                    "/engagements/*/project",
                    "/engagements/*/company",
                    "/engagements/*/from",
                    "/engagements/*/to",
                    "/engagements/*/role",
                    "/engagements/*/industry")
            .with(Kind.CODES, "/engagements/*/phases")
            .with(Kind.INTEGER, "/engagements/*/teamSize")
            .with(Kind.TEXT, "/engagements/*/tasks")
            .with(Kind.SKILLS, "/engagements/*/skills")
            .chosen("/roles/*/role", "/skills/*/level", "/languages/*/language", "/languages/*/level")
            .chosen("/engagements/*/role", "/engagements/*/industry")
            .build();

    static final Shape AVAILABILITY = Shape.of()
            .with(Kind.TEXT, "/from")
            .with(Kind.INTEGER, "/utilisation/minimum", "/utilisation/maximum")
            .build();

    static final Shape WISHES = Shape.of()
            .with(Kind.YEN, "/rate/minimum/amount", "/rate/wish/amount")
            .with(Kind.CODES, "/workplaces")
            .with(Kind.INTEGER, "/maximumOnSiteDays")
            .with(Kind.CODES, "/prefectures", "/roles", "/industries")
            .build();

    static final Shape PREFERENCES = Shape.of()
            .with(Kind.TEXT, "/language")
            .chosen("/language")
            .with(
                    Kind.BOOLEAN,
                    "/mail/NEW_CASE",
                    "/mail/FITTING_CASE",
                    "/mail/PROPOSAL",
                    "/mail/CANDIDACY",
                    "/mail/MEETING_WANTED",
                    "/mail/MEETING_POLL",
                    "/mail/OFFER",
                    "/mail/AGREEMENT",
                    "/mail/ORDER",
                    "/mail/ENGAGEMENT",
                    "/mail/INQUIRY",
                    "/mail/SAVED_SEARCH",
                    "/searchDigest")
            .build();

    private TalentForms() {}
}
