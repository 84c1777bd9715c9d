package jp.enishi.platform.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How mails leave; the defaults are for production. */
@ConfigMapping(prefix = "enishi.mail")
public interface MailSettings {
    /** After so many refusals by the mail server a mail is given up. A server that can't be reached costs nothing. */
    @WithDefault("12")
    int attempts();

    /** How long a sender owns a mail. One sending may take a third of it, so that its end is known before another tries. */
    @WithDefault("60s")
    Duration lease();

    /** Longest wait for a mail that another replica wrote or whose time has come. */
    @WithDefault("500ms")
    Duration poll();

    /** How long addresses and contents are kept after a mail left or was given up. */
    @WithDefault("7d")
    Duration keep();

    /** How often that is looked at. */
    @WithDefault("1h")
    Duration forgetEvery();

    /** Whether this process sends; off for tools that only write. */
    @WithDefault("true")
    boolean enabled();
}
