package jp.enishi.cases.company;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Who shall act for a company too; its text form says nothing of the person. */
public record Invitation(
        @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\p{Cntrl}]*")
        String person,

        @NotBlank @Size(max = 254) @Email @Pattern(regexp = "[\\x21-\\x7e]*")
        String email,

        @NotNull Language language) {

    /** In which the invitation is written. */
    public enum Language {
        ja,
        en
    }

    @Override
    public String toString() {
        return "Invitation";
    }
}
