package jp.enishi.meetings.meeting.application;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import jp.enishi.meetings.MeetingsConfig;
import jp.enishi.meetings.meeting.calendar.Invitation;
import jp.enishi.meetings.meeting.domain.Language;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.MeetingState;
import jp.enishi.meetings.meeting.domain.Participant;
import jp.enishi.meetings.meeting.domain.Side;
import jp.enishi.meetings.meeting.domain.Text;
import jp.enishi.meetings.meeting.persistence.Facts;
import jp.enishi.platform.mail.Attachment;
import jp.enishi.platform.mail.Mails;
import jp.enishi.platform.mail.OutgoingMail;

/** Sends each participant the invitation, its update or its cancellation, with the running transaction. */
@ApplicationScoped
class Invitations {
    private static final DateTimeFormatter DAY_JA = DateTimeFormatter.ofPattern("uuuu年M月d日(E) HH:mm", Locale.JAPAN);
    private static final DateTimeFormatter DAY_EN =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Mails mails;
    private final Facts facts;
    private final MeetingsConfig config;

    Invitations(Mails mails, Facts facts, MeetingsConfig config) {
        this.mails = mails;
        this.facts = facts;
        this.config = config;
    }

    /** Tells all three of the booked, moved or cancelled meeting as it is now. */
    Uni<Void> send(Meeting meeting, Instant now) {
        return facts.title(meeting.caseId())
                .chain(title -> Multi.createFrom()
                        .iterable(meeting.participants())
                        .onItem()
                        .transformToUniAndConcatenate(to -> mails.enqueue(mail(meeting, title, to, now)))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    /** Tells the coordinator that a participant's calendar declined. */
    Uni<Void> declined(Meeting meeting, Side side) {
        Participant coordinator = meeting.participant(Side.COORDINATOR);
        return facts.title(meeting.caseId())
                .map(title -> coordinator.language() == Language.en
                        ? OutgoingMail.to(
                                coordinator.userId(),
                                "[Enishi] Invitation declined: " + title.in(Language.en),
                                """
                                %s declined the invitation to the following meeting. Please agree on another date or cancel it.

                                Case: %s
                                When: %s
                                %s
                                """.formatted(
                                                name(side, Language.en),
                                                title.in(Language.en),
                                                when(meeting, coordinator),
                                                config.publicUrl()))
                        : OutgoingMail.to(coordinator.userId(), "【Enishi】商談への欠席のご回答：" + title.ja(), """
                            次の商談の招待に、%sから欠席の回答がありました。日程の再調整または中止をご検討ください。

                            案件：%s
                            日時：%s
                            %s
                            """.formatted(
                                name(side, Language.ja), title.ja(), when(meeting, coordinator), config.publicUrl())))
                .chain(mail -> mails.enqueue(mail.withHeaders(
                        Map.of("Content-Language", coordinator.language().name()))))
                .replaceWithVoid();
    }

    private OutgoingMail mail(Meeting meeting, Text title, Participant to, Instant now) {
        boolean cancelled = meeting.state() == MeetingState.CANCELLED;
        String calendar = new Invitation(meeting, title, config.organizer()).forMail(to, now);
        return OutgoingMail.to(to.userId(), subject(meeting, title, to), text(meeting, title, to))
                .with(Attachment.calendar("invite.ics", cancelled ? "CANCEL" : "REQUEST", calendar))
                .withHeaders(
                        Map.of("Content-Language", to.language().name(), "Reply-To", "<" + config.organizer() + ">"));
    }

    private static String subject(Meeting meeting, Text title, Participant to) {
        boolean english = to.language() == Language.en;
        String what = switch (change(meeting)) {
            case BOOKED -> english ? "[Enishi] Meeting: " : "【Enishi】商談日程のお知らせ：";
            case MOVED -> english ? "[Enishi] Meeting changed: " : "【Enishi】商談日程の変更：";
            case CANCELLED -> english ? "[Enishi] Meeting cancelled: " : "【Enishi】商談中止のお知らせ：";
        };
        return what + title.in(to.language());
    }

    private String text(Meeting meeting, Text title, Participant to) {
        if (to.language() == Language.en) {
            String opening = switch (change(meeting)) {
                case BOOKED -> "The date of your meeting is fixed.";
                case MOVED -> "Your meeting has changed. This is what holds now.";
                case CANCELLED -> "The following meeting was cancelled.";
            };
            return """
                %s

                Case: %s
                When: %s
                Where: %s
                %s
                %s
                %s
                """.formatted(
                            opening,
                            title.in(Language.en),
                            when(meeting, to),
                            where(meeting, Language.en),
                            reason(meeting, Language.en),
                            meeting.state() == MeetingState.CANCELLED
                                    ? "Opening the attachment removes the meeting from your calendar."
                                    : "Please answer with the attached invitation whether you can come.",
                            config.publicUrl());
        }
        String opening = switch (change(meeting)) {
            case BOOKED -> "商談の日程が決まりましたのでお知らせします。";
            case MOVED -> "商談の日程または場所が変更になりました。現在の内容は次のとおりです。";
            case CANCELLED -> "次の商談は中止となりました。";
        };
        return """
            %s

            案件：%s
            日時：%s
            場所：%s
            %s
            %s
            %s
            """.formatted(
                        opening,
                        title.ja(),
                        when(meeting, to),
                        where(meeting, Language.ja),
                        reason(meeting, Language.ja),
                        meeting.state() == MeetingState.CANCELLED
                                ? "添付ファイルを開くと、カレンダーから予定が削除されます。"
                                : "添付のカレンダー招待から、ご出欠をご回答ください。",
                        config.publicUrl());
    }

    private enum Change {
        BOOKED,
        MOVED,
        CANCELLED
    }

    private static Change change(Meeting meeting) {
        if (meeting.state() == MeetingState.CANCELLED) {
            return Change.CANCELLED;
        }
        return meeting.sequence() == 0 ? Change.BOOKED : Change.MOVED;
    }

    private static String when(Meeting meeting, Participant to) {
        ZonedDateTime start = Objects.requireNonNull(meeting.start()).atZone(to.zone());
        ZonedDateTime end = Objects.requireNonNull(meeting.end()).atZone(to.zone());
        boolean english = to.language() == Language.en;
        return (english ? DAY_EN : DAY_JA).format(start)
                + (english ? "–" : "～")
                + TIME.format(end)
                + (english ? " (" : "（")
                + to.zone().getId()
                + (english ? ")" : "）");
    }

    private static String where(Meeting meeting, Language language) {
        Text address = meeting.place().address();
        if (address != null) {
            return address.in(language);
        }
        return (language == Language.en ? "online, " : "オンライン ")
                + meeting.place().url();
    }

    private static String reason(Meeting meeting, Language language) {
        boolean english = language == Language.en;
        String words = meeting.reason();
        if (Meeting.CASE_CLOSED.equals(meeting.reasonCode())) {
            words = english ? "The case was closed." : "案件が終了したため";
        } else if (Meeting.CANDIDACY_ENDED.equals(meeting.reasonCode())) {
            words = english ? "This candidacy is not pursued any further." : "本件のご検討が終了したため";
        }
        if (words == null) {
            return "";
        }
        return (english ? "Reason: " : "理由：") + words + "\n";
    }

    private static String name(Side side, Language language) {
        boolean english = language == Language.en;
        return switch (side) {
            case CLIENT -> english ? "The client" : "お客様";
            case TALENT -> english ? "The talent" : "プロ人材";
            case COORDINATOR -> english ? "The coordinator" : "運営スタッフ";
        };
    }
}
