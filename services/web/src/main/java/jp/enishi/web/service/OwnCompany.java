package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A company of the reader with its people. */
public record OwnCompany(String companyId, @Nullable Text name, List<Person> people) {
    public OwnCompany {
        people = people == null ? List.of() : List.copyOf(people);
    }

    /**
     * Somebody who may act for it.
     *
     * @param active whether they have signed in once
     * @param enabled whether they may sign in
     */
    public record Person(
            String userId,
            @Nullable String familyName,
            @Nullable String givenName,
            @Nullable String email,
            boolean active,
            boolean enabled) {
        public boolean named() {
            return familyName != null || givenName != null;
        }

        @Override
        public String toString() {
            return "Person " + userId;
        }
    }
}
