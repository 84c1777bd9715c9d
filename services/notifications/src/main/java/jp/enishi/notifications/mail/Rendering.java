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

    @Inject
    Rendering(
            @Location("mail/case-ja.txt") Template textJa,
            @Location("mail/case-ja.html") Template htmlJa,
            @Location("mail/case-en.txt") Template textEn,
            @Location("mail/case-en.html") Template htmlEn) {
        this.textJa = textJa;
        this.htmlJa = htmlJa;
        this.textEn = textEn;
        this.htmlEn = htmlEn;
    }

    Rendered render(CaseMail mail, Language language) {
        boolean english = language == Language.EN;
        return new Rendered(
                mail.subject(language),
                (english ? textEn : textJa).data("mail", mail).render(),
                (english ? htmlEn : htmlJa).data("mail", mail).render());
    }
}
