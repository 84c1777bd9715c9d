package jp.enishi.contracts.archive;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.archive.ArchiveResource.Entry;
import jp.enishi.contracts.order.domain.WorkOrder;
import jp.enishi.platform.kernel.Money;
import org.jspecify.annotations.Nullable;

/** Searches placed orders within the caller's scope, newest first. */
@ApplicationScoped
class Archive {
    private final Pool pool;

    Archive(Pool pool) {
        this.pool = pool;
    }

    /** What is looked for; both ends of a range belong to it. */
    record Search(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Long amountFrom,
            @Nullable Long amountTo,
            @Nullable String counterparty) {}

    /** Names are compared without regard to width and case; the counterparty of a party is the other one. */
    Uni<List<Entry>> search(
            Search search, Scope scope, @Nullable LocalDate beforeDay, @Nullable UUID beforeId, int most) {
        return pool.preparedQuery("""
                        select order_id, serial, agreed_at, placed_on, amount, client_name, talent_name, document_hash from work_order
                        where placed_on is not null
                        and ($1 or organization_id = any($2) or talent_user_id = $3)
                        and ($4::date is null or placed_on >= $4) and ($5::date is null or placed_on <= $5)
                        and ($6::bigint is null or amount >= $6) and ($7::bigint is null or amount <= $7)
                        and ($8::text is null
                            or ($1 or organization_id = any($2)) and strpos(lower(normalize(talent_name, NFKC)), lower(normalize($8, NFKC))) > 0
                            or ($1 or talent_user_id = $3) and strpos(lower(normalize(client_name, NFKC)), lower(normalize($8, NFKC))) > 0)
                        and ($9::date is null or (placed_on, order_id) < ($9, $10::uuid))
                        order by placed_on desc, order_id desc limit $11""")
                .execute(Tuple.from(Arrays.asList(
                        scope.everything(),
                        scope.ids(),
                        scope.talent(),
                        search.from(),
                        search.to(),
                        search.amountFrom(),
                        search.amountTo(),
                        search.counterparty(),
                        beforeDay,
                        beforeId,
                        most)))
                .map(rows -> rows.stream().map(Archive::entry).toList());
    }

    private static Entry entry(Row row) {
        Long amount = row.getLong("amount");
        return new Entry(
                row.getUUID("order_id"),
                WorkOrder.number(row.getOffsetDateTime("agreed_at").toInstant(), row.getLong("serial")),
                row.getLocalDate("placed_on"),
                amount == null ? null : Money.yen(amount),
                row.getString("client_name"),
                row.getString("talent_name"),
                row.getString("document_hash"));
    }
}
