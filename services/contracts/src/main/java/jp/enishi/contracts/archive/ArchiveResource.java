package jp.enishi.contracts.archive;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.archive.Archive.Search;
import jp.enishi.platform.http.Action;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Page;
import jp.enishi.platform.http.PageRequest;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.Money;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.security.Resource;
import org.jspecify.annotations.Nullable;

/** Finds what was ordered by date, amount and counterparty, alone and together (電子帳簿保存法). */
@Path("/api/v1/archive")
public class ArchiveResource {
    private static final int LONGEST_NAME = 300;
    private static final int LAST_YEAR = 9_999;

    private final Archive archive;
    private final Caller caller;

    ArchiveResource(Archive archive, Caller caller) {
        this.archive = archive;
        this.caller = caller;
    }

    /**
     * One order in the archive.
     *
     * @param number how people call it
     * @param documentHash by which the document is known
     */
    public record Entry(
            UUID orderId,
            String number,
            LocalDate placedOn,
            @Nullable Money amount,
            String clientName,
            String talentName,
            String documentHash) {}

    @GET
    @Action("archive.search")
    public Uni<Page<Entry>> search(
            @BeanParam PageRequest page,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("amountFrom") @Nullable String amountFrom,
            @QueryParam("amountTo") @Nullable String amountTo,
            @QueryParam("counterparty") @Nullable String counterparty) {
        caller.require("archive.search", Resource.none("order"));
        var search = new Search(
                day("/from", from),
                day("/to", to),
                yen("/amountFrom", amountFrom),
                yen("/amountTo", amountTo),
                name(counterparty));
        Cursor cursor = page.cursor(2);
        return archive.search(
                        search,
                        Scope.of(caller.subject()),
                        cursor == null ? null : day("/cursor", cursor.key(0)),
                        cursor == null ? null : cursor.uuid(1),
                        page.limit() + 1)
                .map((List<Entry> rows) -> Page.of(
                        rows,
                        page.limit(),
                        entry -> Cursor.of(
                                entry.placedOn().toString(), entry.orderId().toString())));
    }

    private static @Nullable LocalDate day(String at, @Nullable String text) {
        try {
            LocalDate day = text == null ? null : LocalDate.parse(text);
            if (day != null && (day.getYear() < 1 || day.getYear() > LAST_YEAR)) {
                throw ValidationFailure.at(at, "no-date");
            }
            return day;
        } catch (DateTimeException noDay) {
            throw ValidationFailure.at(at, "no-date");
        }
    }

    private static @Nullable Long yen(String at, @Nullable String text) {
        try {
            return text == null ? null : Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw ValidationFailure.at(at, "no-number");
        }
    }

    private static @Nullable String name(@Nullable String text) {
        if (text != null && text.length() > LONGEST_NAME) {
            throw ValidationFailure.at("/counterparty", "too-long");
        }
        return text == null || text.isBlank() ? null : text.strip();
    }
}
