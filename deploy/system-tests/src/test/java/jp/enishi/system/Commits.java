package jp.enishi.system;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Whether every commit of a service is whole: the row, its versions, its events, its audit trail and the answer kept for
 * the same key came together or not at all. One query for each rule; what a query finds breaks the rule.
 */
enum Commits {
    TALENTS("talents", """
            talents whose events are not exactly 1..version:
            select talent.id from talent left join outbox on aggregate_id = talent.id and topic = 'talents.talent'
            group by talent.id
            having count(outbox.*) <> talent.version or min(outbox.version) <> 1 or max(outbox.version) <> talent.version

            events of no talent:
            select id from outbox where topic = 'talents.talent' and not exists (select from talent where talent.id = aggregate_id)

            talents whose audit rows are not one a version:
            select id from talent left join audit on object_id = id and action in ('talent.create', 'talent.revise')
            group by talent.id
            having count(audit.*) <> talent.version or count(distinct audit.version) <> talent.version
                or max(audit.version) <> talent.version

            talents whose kept versions are not exactly 1..version:
            select id from talent left join talent_version on talent_id = id
            group by talent.id
            having count(talent_version.*) <> talent.version or max(talent_version.version) <> talent.version

            talents whose newest kept version says something else:
            select id from talent join talent_version on talent_id = id and talent_version.version = talent.version
            where talent.document <> talent_version.document

            talents without exactly one kept answer:
            select id from talent left join idempotency
                on (body::json ->> 'talentId')::uuid = id and body::jsonb ? 'profile'
            group by id having count(idempotency.*) <> 1

            kept answers without an effect:
            select key from idempotency where (body is null or body::jsonb ? 'profile') and (status is distinct from 201
                or not exists (select from talent where id = (body::json ->> 'talentId')::uuid))
            """),

    CASES("cases", """
            companies whose events are not exactly 1..version:
            select company_id from company left join outbox on aggregate_id = company_id and topic = 'cases.company'
            group by company_id
            having count(outbox.*) <> company.version or min(outbox.version) <> 1 or max(outbox.version) <> company.version

            cases whose events are not exactly 1..version:
            select case_id from client_case left join outbox on aggregate_id = case_id and topic = 'cases.case'
            group by case_id
            having count(outbox.*) <> client_case.version or min(outbox.version) <> 1
                or max(outbox.version) <> client_case.version

            events of no company and no case:
            select id from outbox where topic in ('cases.company', 'cases.case')
                and not exists (select from company where company_id = aggregate_id)
                and not exists (select from client_case where case_id = aggregate_id)

            companies whose audit rows are not one a version:
            select company_id from company left join audit
                on object_id = company_id and action in ('company.create', 'company.revise')
            group by company_id
            having count(audit.*) <> company.version or count(distinct audit.version) <> company.version
                or max(audit.version) <> company.version

            cases whose audit rows are not one a version:
            select case_id from client_case left join audit
                on object_id = case_id and action in ('case.create', 'case.revise', 'case.publish', 'case.close')
            group by case_id
            having count(audit.*) <> client_case.version or count(distinct audit.version) <> client_case.version
                or max(audit.version) <> client_case.version

            cases whose versions of requirements are not exactly 1..requirements_version:
            select case_id from client_case left join requirements_version using (case_id)
            group by case_id
            having count(requirements_version.*) <> client_case.requirements_version
                or max(requirements_version.version) <> client_case.requirements_version

            cases whose listing does not say what their state says:
            select case_id from client_case left join listing using (case_id)
            group by case_id
            having (client_case.status = 'PUBLISHED') <> (count(*) filter (where listing_id is not null and closed_at is null) = 1)
                or (client_case.status = 'DRAFT') <> (count(listing_id) = 0)

            commands with a key whose answer was not kept exactly once:
            select audit.action || ' ' || object_id from audit left join idempotency
                on coalesce(body::json ->> 'caseId', body::json ->> 'companyId')::uuid = object_id
                and not body::jsonb ?| array['candidacyId', 'proposalId', 'inquiryId']
                and (body::json ->> 'version')::bigint = audit.version
            where action in ('company.create', 'case.create', 'case.publish', 'case.close') and actor is not null
            group by audit.seq, audit.action, object_id having count(idempotency.*) <> 1

            kept answers without an effect:
            select key from idempotency where not body::jsonb ?| array['candidacyId', 'proposalId', 'inquiryId', 'contactId', 'reference']
                and (status not in (200, 201) or not exists (
                select from audit
                where coalesce(body::json ->> 'caseId', body::json ->> 'companyId')::uuid = object_id
                and (body::json ->> 'version')::bigint = audit.version
                and action in ('company.create', 'case.create', 'case.publish', 'case.close')))
            """),

    NOTIFICATIONS("notifications", """
            preferences whose audit rows are not one a version:
            select user_id from preferences left join audit
                on object_id = user_id and action = 'notification.preferences-revise'
            group by user_id
            having count(audit.*) <> preferences.version or count(distinct audit.version) <> preferences.version
                or max(audit.version) <> preferences.version

            notifications read without exactly one audit row, or the other way round:
            select notification_id from notification left join audit
                on object_id = notification_id and action = 'notification.read-mark'
            group by notification_id having count(audit.*) <> case when read_at is null then 0 else 1 end

            notifications read without a kept answer:
            select notification_id from notification where read_at is not null and not exists (
                select from idempotency where (body::json ->> 'notificationId')::uuid = notification_id)

            kept answers without an effect:
            select key from idempotency where status is distinct from 200 or not exists (
                select from notification
                where notification_id = (body::json ->> 'notificationId')::uuid and read_at is not null)

            mailboxes whose positions have a gap:
            select user_id from mailbox left join notification using (user_id)
            group by user_id
            having count(notification.*) <> last_position or coalesce(max(position), 0) <> last_position
            """);

    private final String database;
    private final String rules;

    Commits(String database, String rules) {
        this.database = database;
        this.rules = rules;
    }

    String database() {
        return database;
    }

    /** What is broken in the service's database, with some of the rows concerned; empty when every commit is whole. */
    List<String> findings(Connection connection) throws SQLException {
        return Rules.findings(database, rules, connection);
    }
}
