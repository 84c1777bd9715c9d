package jp.enishi.notifications.preferences;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.notifications.inbox.NotificationKind;
import jp.enishi.platform.kernel.StaleVersion;
import org.jspecify.annotations.Nullable;

/** How one person wants to be told. Nothing stored means: both mails, in the language of the profile, version 0. */
@Entity
public class Preferences {
    @Id
    @Column(name = "user_id")
    private UUID userId;

    private String language;

    @Column(name = "mail_new_case")
    private boolean mailNewCase;

    @Column(name = "mail_fitting_case")
    private boolean mailFittingCase;

    /** The kinds of the order flow that the person doesn't want by mail, separated by commas. */
    @Column(name = "mail_off")
    private String mailOff = "";

    /** What saved searches find is mailed once a day. */
    @Column(name = "search_digest")
    private boolean searchDigest;

    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Preferences() {}

    private Preferences(UUID userId, String language, boolean mailNewCase, boolean mailFittingCase, long version) {
        this.userId = userId;
        this.language = language;
        this.mailNewCase = mailNewCase;
        this.mailFittingCase = mailFittingCase;
        this.version = version;
    }

    /** What holds for someone who never chose. */
    public static Preferences unstated(UUID userId, String language) {
        return new Preferences(userId, language, true, true, 0);
    }

    /** Fails with {@link StaleVersion} when the choice was made on another version than this one. */
    public void choose(
            String language,
            boolean mailNewCase,
            boolean mailFittingCase,
            Map<NotificationKind, Boolean> flow,
            @Nullable Boolean searchDigest,
            long expected) {
        StaleVersion.check(expected, version);
        this.language = language;
        this.mailNewCase = mailNewCase;
        this.mailFittingCase = mailFittingCase;
        mailOff = NotificationKind.chosen().stream()
                .filter(kind -> !flow.getOrDefault(kind, mails(kind)))
                .map(Enum::name)
                .collect(Collectors.joining(","));
        this.searchDigest = searchDigest == null ? this.searchDigest : searchDigest;
        version++;
    }

    /** Whether news of the order flow of this kind are mailed; they are until the person says no. */
    public boolean mails(NotificationKind kind) {
        return !Set.of(mailOff.split(",")).contains(kind.name());
    }

    public UUID userId() {
        return userId;
    }

    public String language() {
        return language;
    }

    public boolean mailNewCase() {
        return mailNewCase;
    }

    public boolean mailFittingCase() {
        return mailFittingCase;
    }

    public boolean searchDigest() {
        return searchDigest;
    }

    public long version() {
        return version;
    }
}
