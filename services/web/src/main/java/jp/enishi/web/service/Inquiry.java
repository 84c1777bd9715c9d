package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a visitor asked, and what became of it. */
public record Inquiry(
        String inquiryId,
        @Nullable String reference,
        long version,
        String state,
        @Nullable String company,
        @Nullable String person,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String text,
        @Nullable String language,
        @Nullable String consentAt,
        @Nullable Integer terms,
        @Nullable String receivedAt,
        @Nullable String dueAt,
        @Nullable String assignee,
        List<Contact> contacts,
        @Nullable String companyId,
        @Nullable Onboarding onboarding,
        @Nullable String closingReason,
        @Nullable String closingNote) {
    public Inquiry {
        contacts = contacts == null ? List.of() : contacts;
    }

    /** A talk or a mail. */
    public record Contact(
            @Nullable String at,
            @Nullable String channel,
            @Nullable String note,
            @Nullable String author) {}

    /** How far the new client's organisation and account are, and why the last attempt failed. */
    public record Onboarding(
            boolean organization,
            boolean account,
            boolean invited,
            boolean done,
            @Nullable String problem) {}

    public boolean open() {
        return state.equals("NEW") || state.equals("TAKEN");
    }
}
