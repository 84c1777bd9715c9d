package jp.enishi.notifications.preferences;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.EnumMap;
import java.util.Map;
import jp.enishi.notifications.inbox.NotificationKind;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Language of messages, and which kinds also come by mail. The version in a request is not read: If-Match counts. */
@Schema(name = "Preferences")
public record PreferencesView(
        @NotNull @Pattern(regexp = "ja|en") @Schema(pattern = "ja|en")
        String language,

        @NotNull @Valid Mail mail,

        @Schema(description = "What saved searches find comes by mail once a day; left out, it stays as it is.")
        @Nullable
        Boolean searchDigest,

        @Nullable Long version) {

    /** Corrections of what was mailed before cannot be switched off. Kinds of the order flow that are left out stay as they are. */
    @Schema(name = "MailPreferences")
    public record Mail(
            @NotNull @JsonProperty("NEW_CASE") Boolean newCase,
            @NotNull @JsonProperty("FITTING_CASE") Boolean fittingCase,
            @JsonProperty("PROPOSAL") @Nullable Boolean proposal,
            @JsonProperty("CANDIDACY") @Nullable Boolean candidacy,
            @JsonProperty("MEETING_WANTED") @Nullable Boolean meetingWanted,
            @JsonProperty("MEETING_POLL") @Nullable Boolean meetingPoll,
            @JsonProperty("OFFER") @Nullable Boolean offer,
            @JsonProperty("AGREEMENT") @Nullable Boolean agreement,
            @JsonProperty("ORDER") @Nullable Boolean order,
            @JsonProperty("ENGAGEMENT") @Nullable Boolean engagement,
            @JsonProperty("INQUIRY") @Nullable Boolean inquiry,
            @JsonProperty("SAVED_SEARCH") @Nullable Boolean savedSearch) {

        /** What was said of the kinds of the order flow. */
        Map<NotificationKind, Boolean> flow() {
            Map<NotificationKind, Boolean> said = new EnumMap<>(NotificationKind.class);
            put(said, NotificationKind.PROPOSAL, proposal);
            put(said, NotificationKind.CANDIDACY, candidacy);
            put(said, NotificationKind.MEETING_WANTED, meetingWanted);
            put(said, NotificationKind.MEETING_POLL, meetingPoll);
            put(said, NotificationKind.OFFER, offer);
            put(said, NotificationKind.AGREEMENT, agreement);
            put(said, NotificationKind.ORDER, order);
            put(said, NotificationKind.ENGAGEMENT, engagement);
            put(said, NotificationKind.INQUIRY, inquiry);
            put(said, NotificationKind.SAVED_SEARCH, savedSearch);
            return said;
        }

        private static void put(Map<NotificationKind, Boolean> said, NotificationKind kind, @Nullable Boolean wanted) {
            if (wanted != null) {
                said.put(kind, wanted);
            }
        }

        static Mail of(Preferences preferences) {
            return new Mail(
                    preferences.mailNewCase(),
                    preferences.mailFittingCase(),
                    preferences.mails(NotificationKind.PROPOSAL),
                    preferences.mails(NotificationKind.CANDIDACY),
                    preferences.mails(NotificationKind.MEETING_WANTED),
                    preferences.mails(NotificationKind.MEETING_POLL),
                    preferences.mails(NotificationKind.OFFER),
                    preferences.mails(NotificationKind.AGREEMENT),
                    preferences.mails(NotificationKind.ORDER),
                    preferences.mails(NotificationKind.ENGAGEMENT),
                    preferences.mails(NotificationKind.INQUIRY),
                    preferences.mails(NotificationKind.SAVED_SEARCH));
        }
    }

    static PreferencesView of(Preferences preferences) {
        return new PreferencesView(
                preferences.language(), Mail.of(preferences), preferences.searchDigest(), preferences.version());
    }
}
