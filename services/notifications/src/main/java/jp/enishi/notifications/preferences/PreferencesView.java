package jp.enishi.notifications.preferences;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Language of messages, and which kinds also come by mail. The version in a request is not read: If-Match counts. */
@Schema(name = "Preferences")
public record PreferencesView(
        @NotNull @Pattern(regexp = "ja|en") @Schema(pattern = "ja|en")
        String language,

        @NotNull @Valid Mail mail,
        @Nullable Long version) {

    /** Corrections of what was mailed before cannot be switched off. */
    @Schema(name = "MailPreferences")
    public record Mail(
            @NotNull @JsonProperty("NEW_CASE") Boolean newCase,
            @NotNull @JsonProperty("FITTING_CASE") Boolean fittingCase) {}

    static PreferencesView of(Preferences preferences) {
        return new PreferencesView(
                preferences.language(),
                new Mail(preferences.mailNewCase(), preferences.mailFittingCase()),
                preferences.version());
    }
}
