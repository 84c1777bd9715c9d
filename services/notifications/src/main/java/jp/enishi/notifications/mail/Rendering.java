package jp.enishi.notifications.mail;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jp.enishi.platform.taxonomy.Language;

/** Makes the parts of a mail. */
@ApplicationScoped
class Rendering {
    /** A mail without its recipient. */
    record Rendered(String subject, String text, String html) {}

    private final Template textJa;
    private final Template htmlJa;
    private final Template textEn;
    private final Template htmlEn;
    private final Template noticeTextJa;
    private final Template noticeHtmlJa;
    private final Template noticeTextEn;
    private final Template noticeHtmlEn;

    @Inject
    Rendering(
            @Location("mail/case-ja.txt") Template textJa,
            @Location("mail/case-ja.html") Template htmlJa,
            @Location("mail/case-en.txt") Template textEn,
            @Location("mail/case-en.html") Template htmlEn,
            @Location("mail/notice-ja.txt") Template noticeTextJa,
            @Location("mail/notice-ja.html") Template noticeHtmlJa,
            @Location("mail/notice-en.txt") Template noticeTextEn,
            @Location("mail/notice-en.html") Template noticeHtmlEn) {
        this.textJa = textJa;
        this.htmlJa = htmlJa;
        this.textEn = textEn;
        this.htmlEn = htmlEn;
        this.noticeTextJa = noticeTextJa;
        this.noticeHtmlJa = noticeHtmlJa;
        this.noticeTextEn = noticeTextEn;
        this.noticeHtmlEn = noticeHtmlEn;
    }

    Rendered render(CaseMail mail, Language language) {
        boolean english = language == Language.EN;
        return new Rendered(
                mail.subject(language),
                (english ? textEn : textJa).data("mail", mail).render(),
                (english ? htmlEn : htmlJa).data("mail", mail).render());
    }

    Rendered render(NoticeMail mail, Language language) {
        boolean english = language == Language.EN;
        return new Rendered(
                mail.subject(language),
                (english ? noticeTextEn : noticeTextJa).data("mail", mail).render(),
                (english ? noticeHtmlEn : noticeHtmlJa).data("mail", mail).render());
    }
}
