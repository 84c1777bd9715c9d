package jp.enishi.system;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What holds of the order flow whenever it has come to rest, read from all databases: each rule is a query, and what a query
 * finds breaks the rule. The rules that span services compare what the one and the other hold.
 */
final class Invariants implements AutoCloseable {
    static final List<String> SERVICES =
            List.of("talents", "cases", "matching", "meetings", "contracts", "notifications");

    /** One aggregate after the other: as many events and audit entries as it has versions, without a gap. */
    private static final Map<String, List<String>> AGGREGATES = Map.of(
            "cases",
                    List.of(
                            "candidacy candidacy_id cases.candidacy",
                            "proposal proposal_id cases.proposal",
                            "client_case case_id cases.case"),
            "meetings", List.of("meeting meeting_id meetings.meeting"),
            "contracts",
                    List.of(
                            "offer offer_id contracts.offer",
                            "work_order order_id contracts.order",
                            "engagement engagement_id contracts.engagement"),
            "talents", List.of("talent id talents.talent"));

    private static final Map<String, String> RULES =
            Map.of("all", """
            events that were never published:
            select id from outbox where sent_at is null

            events that wait for a repair:
            select id from parked_event where state = 'PARKED'

            keys that were used for more than one effect:
            select key from idempotency group by caller, key having count(*) > 1
            """, "cases", """
            steps that the flow does not allow:
            select candidacy_id || ' ' || from_stage || '>' || to_stage from candidacy_step
            where from_stage is not null and from_stage || '>' || to_stage not in (
                'SELECTED>APPLIED', 'SELECTED>PROPOSED', 'SELECTED>DECLINED', 'SELECTED>CLOSED',
                'APPLIED>SELECTED', 'APPLIED>DECLINED', 'APPLIED>WITHDRAWN', 'APPLIED>CLOSED',
                'PROPOSED>SELECTED', 'PROPOSED>APPLIED', 'PROPOSED>MEETING_WANTED', 'PROPOSED>PASSED', 'PROPOSED>LAPSED', 'PROPOSED>WITHDRAWN', 'PROPOSED>CLOSED',
                'MEETING_WANTED>MEETING_BOOKED', 'MEETING_WANTED>MET', 'MEETING_WANTED>PASSED', 'MEETING_WANTED>WITHDRAWN', 'MEETING_WANTED>CLOSED',
                'MEETING_BOOKED>MEETING_WANTED', 'MEETING_BOOKED>MET', 'MEETING_BOOKED>PASSED', 'MEETING_BOOKED>WITHDRAWN', 'MEETING_BOOKED>CLOSED',
                'MET>MEETING_WANTED', 'MET>OFFERED', 'MET>PASSED', 'MET>WITHDRAWN', 'MET>CLOSED',
                'OFFERED>MET', 'OFFERED>AGREED', 'OFFERED>REFUSED', 'OFFERED>WITHDRAWN', 'OFFERED>CLOSED',
                'AGREED>ORDERED', 'ORDERED>ENGAGED', 'ENGAGED>COMPLETED', 'CLOSED>AGREED', 'WITHDRAWN>AGREED', 'PASSED>AGREED')

            candidacies whose history is not one step a version, each from where the last one led:
            select candidacy_id from (
                select candidacy_id, s.version, from_stage, to_stage,
                    lag(to_stage) over (partition by candidacy_id order by s.version) as before
                from candidacy_step s) step
            group by candidacy_id
            having bool_or(from_stage is distinct from before) or max(version) <> count(*)
                or max(version) <> (select version from candidacy c where c.candidacy_id = step.candidacy_id)

            candidacies that stand elsewhere than their history ends:
            select candidacy_id from candidacy c join candidacy_step s using (candidacy_id)
            where s.version = c.version and s.to_stage <> c.stage

            frozen sheets that are not what was frozen:
            select hash from snapshot where hash <> encode(sha256(convert_to(document, 'UTF8')), 'hex')

            proposals that should have been decided a minute ago:
            select proposal_id from proposal where state = 'SENT' and decide_by < now() - interval '1 minute'

            closed cases with somebody in the running:
            select candidacy_id from candidacy join client_case using (case_id)
            where client_case.status = 'CLOSED' and stage in
                ('SELECTED', 'APPLIED', 'PROPOSED', 'MEETING_WANTED', 'MEETING_BOOKED', 'MET', 'OFFERED')

            listings that are open though their case is not published:
            select listing_id from listing join client_case using (case_id)
            where closed_at is null and client_case.status <> 'PUBLISHED'
            """, "meetings", """
            people who are booked twice at the same time:
            select a.participant from booking a join booking b
                on a.participant = b.participant and a.meeting_id < b.meeting_id and a.during && b.during
            where a.live and b.live

            meetings whose bookings are not those of its three people:
            select meeting_id from meeting left join booking using (meeting_id)
            group by meeting_id
            having count(*) filter (where live) <> case when meeting.state in ('BOOKED', 'HELD') then 3 else 0 end

            candidacies with two live meetings:
            select candidacy_id from meeting where state in ('POLLING', 'BOOKED') group by 1 having count(*) > 1

            places where a meeting could carry a charge:
            select table_name || '.' || column_name from information_schema.columns
            where table_schema = 'public' and column_name ~ '(fee|charge|price|amount|cost|yen|money)'
            """, "contracts", """
            offers with more than one accepted version:
            select offer_id from offer_version where state = 'ACCEPTED' group by offer_id having count(*) > 1

            offers whose versions are not exactly 1..number:
            select offer_id from offer left join offer_version v using (offer_id)
            group by offer_id having count(v.*) <> offer.number or max(v.number) <> offer.number

            terms that are not what was hashed:
            select offer_id || ' ' || number from offer_version
            where terms_hash <> encode(sha256(convert_to(terms, 'UTF8')), 'hex')

            agreed offers without an agreement, or the other way round:
            select offer.offer_id from offer full join agreement using (offer_id)
            where (offer.state is not distinct from 'AGREED') <> (agreement.offer_id is not null)

            agreements without exactly one order of the same terms:
            select agreement.offer_id from agreement left join work_order o
                on o.offer_id = agreement.offer_id and o.terms_hash = agreement.terms_hash
            group by agreement.offer_id having count(o.order_id) <> 1

            orders without an agreement:
            select order_id from work_order where not exists (select from agreement a where a.offer_id = work_order.offer_id)

            orders of somebody who refused:
            select order_id from work_order join offer using (offer_id) where offer.state <> 'AGREED'

            orders in writing without a document of both languages, or documents that are not what was hashed:
            select order_id from work_order left join order_document d using (order_id)
            group by order_id
            having (count(d.*) = 2) <> (work_order.state in ('ORDERED', 'CONFIRMED'))
                or bool_or(d.hash <> encode(sha256(d.content), 'hex'))

            orders that are confirmed without both sides' word on one document:
            select order_id from work_order left join order_confirmation c using (order_id)
            group by order_id
            having (work_order.state = 'CONFIRMED') <> (count(c.*) = 2 and count(distinct c.document_hash) = 1)

            confirmed orders without exactly one engagement:
            select order_id from work_order left join engagement using (order_id)
            group by order_id
            having count(engagement_id) <> case when work_order.state = 'CONFIRMED' then 1 else 0 end

            seats that are agreed more often than there are offers agreed:
            select position_id from case_position left join offer using (position_id)
            group by position_id
            having agreed <> count(*) filter (where offer.state = 'AGREED') or agreed > head_count

            offers that should have expired a minute ago:
            select offer_id from offer where state = 'OPEN' and accepted_at is null and expires_at < now() - interval '1 minute'
            """, "notifications", """
            mails that were given up:
            select notification_id from mail where state = 'FAILED'

            people who were told the same twice:
            select user_id || ' ' || kind from notification where subject_id is not null
            group by user_id, kind, subject_id, edition having count(*) > 1

            news that nobody was told of for a minute:
            select news_id from news where not told and next_at < now() - interval '1 minute'
            """);

    private final ReadModels models;

    Invariants(WholeSystem system) throws SQLException {
        models = new ReadModels(system);
    }

    @Override
    public void close() throws SQLException {
        models.close();
    }

    Connection database(String service) {
        return models.database(service);
    }

    long underWay() throws SQLException {
        return models.underWay();
    }

    /** Everything that is broken; empty when all invariants hold. */
    List<String> findings() throws SQLException {
        List<String> findings = models.consumerFindings();
        for (String service : SERVICES) {
            findings.addAll(Rules.findings(service, RULES.get("all"), database(service)));
            if (RULES.containsKey(service)) {
                findings.addAll(Rules.findings(service, RULES.get(service), database(service)));
            }
            for (String aggregate : AGGREGATES.getOrDefault(service, List.of())) {
                findings.addAll(Rules.findings(service, versions(aggregate.split(" ")), database(service)));
            }
        }
        acrossServices(findings);
        return findings;
    }

    private static String versions(String[] aggregate) {
        return """
                rows of %1$s whose events are not exactly 1..version:
                select %1$s.%2$s from %1$s left join outbox o on o.aggregate_id = %1$s.%2$s and o.topic = '%3$s'
                group by %1$s.%2$s
                having count(o.*) <> %1$s.version or min(o.version) <> 1 or max(o.version) <> %1$s.version

                rows of %1$s with a version that nobody answers for:
                select %1$s.%2$s from %1$s where (
                    select count(distinct audit.version) from audit where object_id = %1$s.%2$s) < %1$s.version
                """.formatted(aggregate[0], aggregate[1], aggregate[2]);
    }

    private void acrossServices(List<String> findings) throws SQLException {
        Map<String, String> stages = models.rows("cases", "select candidacy_id, stage from candidacy");
        for (String reader : List.of("meetings", "contracts")) {
            ReadModels.compare(
                    findings,
                    "candidacies as " + reader + " knows them",
                    stages,
                    models.rows(reader, "select candidacy_id, stage from candidacy"));
        }
        ReadModels.compare(
                findings,
                "candidacies with an agreement, and agreements",
                models.rows(
                        "cases",
                        "select candidacy_id, 1 from candidacy where stage in ('AGREED', 'ORDERED', 'ENGAGED', 'COMPLETED')"),
                models.rows("contracts", "select candidacy_id, 1 from agreement join offer using (offer_id)"));
        ReadModels.compare(
                findings,
                "candidacies of a person at work, and engagements",
                models.rows("cases", "select candidacy_id, 1 from candidacy where stage = 'ENGAGED'"),
                models.rows("contracts", "select candidacy_id, 1 from engagement where state <> 'ENDED'"));
        ReadModels.compare(
                findings,
                "candidacies with a date, and booked meetings",
                models.rows("cases", "select candidacy_id, 1 from candidacy where stage = 'MEETING_BOOKED'"),
                models.rows("meetings", "select candidacy_id, 1 from meeting where state = 'BOOKED'"));
        Map<String, String> refused =
                new HashMap<>(models.rows("contracts", "select candidacy_id, 1 from offer where state = 'REFUSED'"));
        refused.keySet()
                .retainAll(models.rows("contracts", "select candidacy_id, 1 from work_order")
                        .keySet());
        if (!refused.isEmpty()) {
            findings.add("orders after a refusal: " + refused.keySet());
        }
    }
}
