-- Consents of talent to be named to a client for a case, and who of a client saw what of whom.

create table consent (
    consent_id        uuid        primary key,
    talent_id         uuid        not null references talent (id),
    organization_id   uuid        not null,
    case_id           uuid        not null,
    organization_name text,
    version           bigint      not null check (version >= 1),
    state             text        not null check (state in ('GIVEN', 'WITHDRAWN')),
    given_at          timestamptz not null,
    withdrawn_at      timestamptz,
    -- Given again it is the same one, so that its events have one order.
    unique (talent_id, organization_id, case_id),
    check ((state = 'WITHDRAWN') = (withdrawn_at is not null))
);

create function guard_consent() returns trigger language plpgsql as $$
begin
    if new.version <> old.version + 1 then
        raise exception 'Versions of a consent have no gap' using errcode = 'check_violation';
    end if;
    if (new.consent_id, new.talent_id, new.organization_id, new.case_id) <> (old.consent_id, old.talent_id, old.organization_id, old.case_id) then
        raise exception 'A consent stays with its talent, client and case' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger consent_is_guarded before update on consent for each row execute function guard_consent();

-- The candidacies of talent as cases told of them: what one may consent to, and which versions a client was shown.
create table candidacy (
    candidacy_id    uuid     primary key,
    talent_id       uuid     not null,
    organization_id uuid     not null,
    case_id         uuid     not null,
    stage           text     not null,
    -- The talent was told of it once; a selection alone is the coordinators' own.
    told            boolean  not null,
    shown_versions  bigint[] not null
);
create index candidacy_of_talent on candidacy (talent_id, case_id);

create table disclosure (
    disclosure_id   uuid        primary key,
    talent_id       uuid        not null,
    talent_version  bigint      not null check (talent_version >= 1),
    organization_id uuid        not null,
    case_id         uuid        not null,
    viewer_id       uuid        not null,
    level           text        not null check (level in ('ANONYMISED', 'NAMED', 'CONTACT')),
    purpose         text        not null check (purpose in ('PROPOSAL', 'SELECTION', 'CONTRACT')),
    proposal_id     uuid,
    consent_id      uuid        references consent,
    at              timestamptz not null,
    check ((purpose = 'PROPOSAL') = (proposal_id is not null)),
    -- Nobody is named here without a consent.
    check (purpose = 'PROPOSAL' or consent_id is not null),
    check (level <> 'CONTACT' or purpose = 'CONTRACT')
);
create index disclosure_of_talent on disclosure (talent_id, disclosure_id desc);

create function refuse_disclosure_change() returns trigger language plpgsql as $$
begin
    raise exception 'A disclosure never changes' using errcode = 'insufficient_privilege';
end $$;
create trigger disclosure_is_insert_only before update or delete or truncate on disclosure
    for each statement execute function refuse_disclosure_change();

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert, update on consent, candidacy to %I', '${appRole}');
        execute format('grant select, insert on disclosure to %I', '${appRole}');
        execute format('revoke delete, truncate on consent, candidacy from %I', '${appRole}');
        execute format('revoke update, delete, truncate on disclosure from %I', '${appRole}');
    end if;
end $$;
