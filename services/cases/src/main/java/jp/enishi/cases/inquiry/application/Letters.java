package jp.enishi.cases.inquiry.application;

import java.net.URI;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import jp.enishi.cases.inquiry.domain.Due;
import jp.enishi.cases.inquiry.domain.Inquiry;
import jp.enishi.cases.inquiry.domain.Language;
import jp.enishi.platform.mail.OutgoingMail;

/**
 * What the sender of an inquiry is written. Nothing that was typed into the form is repeated: whoever fills in somebody
 * else's address can't have their own words delivered.
 */
final class Letters {
    private static final DateTimeFormatter DAY_JA = DateTimeFormatter.ofPattern("M月d日(E) HH:mm", Locale.JAPAN);
    private static final DateTimeFormatter DAY_EN = DateTimeFormatter.ofPattern("EEEE, d MMMM, HH:mm", Locale.ENGLISH);

    private Letters() {}

    /** The inquiry has arrived, and until when it is answered. */
    static OutgoingMail acknowledgement(String address, Inquiry inquiry, URI publicUrl) {
        var due = inquiry.dueAt().atZone(Due.JAPAN);
        return inquiry.language() == Language.en
                ? letter(address, Language.en, "[Enishi] We have received your inquiry", """
                        Thank you for your inquiry.

                        Reference: %s

                        A coordinator will get back to you by %s (Japan time). There is no charge for our advice.

                        If you did not send this inquiry, you need not do anything.

                        Enishi
                        %s
                        """.formatted(
                                inquiry.reference(), DAY_EN.format(due), publicUrl))
                : letter(address, Language.ja, "【Enishi】お問い合わせを受け付けました", """
                        お問い合わせいただき、ありがとうございます。

                        受付番号：%s

                        %s（日本時間）までに、担当の運営スタッフよりご連絡いたします。ご相談は無料です。

                        このメールにお心当たりのない場合は、お手数ですが破棄してください。

                        Enishi（縁）
                        %s
                        """.formatted(
                                inquiry.reference(), DAY_JA.format(due), publicUrl));
    }

    /** Somebody who has an account already can begin. */
    static OutgoingMail welcome(String address, Language language, String reference, URI publicUrl) {
        return language == Language.en
                ? letter(address, Language.en, "[Enishi] Your company is registered", """
                        Your company is now registered with Enishi (reference %s).

                        Please sign in with the account that you already have:
                        %s
                        """.formatted(
                                reference, publicUrl))
                : letter(address, Language.ja, "【Enishi】企業のご登録が完了しました", """
                        貴社のご登録が完了しました（受付番号：%s）。

                        すでにお持ちのアカウントで、次のページからサインインしてください。
                        %s
                        """.formatted(reference, publicUrl));
    }

    private static OutgoingMail letter(String address, Language language, String subject, String text) {
        return OutgoingMail.to(address, subject, text).withHeaders(Map.of("Content-Language", language.name()));
    }
}
