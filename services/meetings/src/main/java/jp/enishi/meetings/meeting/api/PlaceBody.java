package jp.enishi.meetings.meeting.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jp.enishi.meetings.meeting.domain.Place;
import jp.enishi.meetings.meeting.domain.Text;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** VIDEO with an https link, or ADDRESS with a postal address. */
@Schema(name = "Place")
public record PlaceBody(
        Place.@NotNull Kind kind,
        @Nullable @Size(max = 2_000) String url,
        @Nullable @Valid Address address) {

    /** A postal address; Japanese is required. */
    @Schema(name = "Address")
    public record Address(
            @NotBlank @Size(max = 500) String ja,
            @Nullable @Size(max = 500) String en) {}

    static PlaceBody of(Place place) {
        Text address = place.address();
        return new PlaceBody(
                place.kind(), place.url(), address == null ? null : new Address(address.ja(), address.en()));
    }

    Place place() {
        return new Place(kind, url, address == null ? null : new Text(address.ja(), address.en()));
    }
}
