package jp.enishi.cases.inquiry.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** How inquiries are taken and kept. */
@ConfigMapping(prefix = "cases.inquiry")
public interface InquiryConfig {
    /** Seals the forms; the same in every replica. */
    String formSecret();

    /** Where people reach Enishi. */
    URI publicUrl();

    /** So many inquiries one mailbox may send within an hour. */
    @WithDefault("5")
    int mostPerHour();

    /** How long a closed inquiry tells who asked, as an ISO 8601 period. */
    @WithDefault("P6M")
    String kept();

    /** How often it is looked for those that are older, as the scheduler reads it. */
    String forgetEvery();

    /** How often it is looked for clients that wait for their organisation, as the scheduler reads it. */
    String onboardEvery();
}
