-- Companies, cases, every version of their requirements, and the listings that the public may see.
-- Documents are JSON as the API shows them; what is searched or guarded has its own column.

create extension if not exists pg_trgm;

create table company (
    company_id      uuid primary key,
    version         bigint      not null check (version >= 1),
    organization_id uuid        not null unique,
    name_ja         text        not null check (btrim(name_ja) <> ''),
    name_en         text,
    address_ja      text        not null check (btrim(address_ja) <> ''),
    address_en      text,
    contact         text        not null check (btrim(contact) <> ''),
    updated_at      timestamptz not null default now()
);

create table client_case (
    case_id              uuid primary key,
    company_id           uuid        not null references company,
    organization_id      uuid        not null,
    version              bigint      not null check (version >= 1),
    status               text        not null check (status in ('DRAFT', 'PUBLISHED', 'CLOSED')),
    requirements_version integer     not null check (requirements_version >= 1),
    requirements         text        not null check (requirements is json object with unique keys),
    closing_reason       text check (closing_reason in ('FILLED', 'CANCELLED', 'EXPIRED')),
    updated_at           timestamptz not null default now(),
    check ((status = 'CLOSED') = (closing_reason is not null))
);
create index client_case_of_organization on client_case (organization_id, case_id desc);
create index client_case_published on client_case (company_id) where status = 'PUBLISHED';

create table requirements_version (
    case_id      uuid        not null references client_case,
    version      integer     not null check (version >= 1),
    at           timestamptz not null default now(),
    author       uuid        not null,
    author_role  text        not null,
    reason       text        not null check (btrim(reason) <> ''),
    changes      text        not null check (changes is json array),
    requirements text        not null check (requirements is json object),
    primary key (case_id, version)
);

-- The law's six items are in the document; a listing without one of them can't be stored.
create table listing (
    listing_id   uuid primary key,
    case_id      uuid        not null references client_case,
    published_at timestamptz not null,
    closes_on    date        not null,
    closed_at    timestamptz,
    document     text        not null check (document is json object),
    body         jsonb       not null generated always as (document::jsonb) stored,
    search_text  text        not null generated always as (
        coalesce(document::jsonb #>> '{title,ja}', '') || ' ' || coalesce(document::jsonb #>> '{title,en}', '') || ' ' ||
        coalesce(document::jsonb #>> '{workContent,ja}', '') || ' ' || coalesce(document::jsonb #>> '{workContent,en}', '')) stored,
    check (coalesce(btrim(document::jsonb #>> '{recruiterName,ja}'), '') <> ''),
    check (coalesce(btrim(document::jsonb #>> '{recruiterAddress,ja}'), '') <> ''),
    check (coalesce(btrim(document::jsonb #>> '{recruiterContact}'), '') <> ''),
    check (coalesce(btrim(document::jsonb #>> '{workContent,ja}'), '') <> ''),
    check (coalesce(btrim(document::jsonb #>> '{place,ja}'), '') <> ''),
    check (coalesce(btrim(document::jsonb #>> '{fee,ja}'), '') <> '')
);
create unique index listing_one_live_per_case on listing (case_id) where closed_at is null;
create index listing_newest on listing (published_at desc, case_id desc) where closed_at is null;
create index listing_last_day on listing (closes_on) where closed_at is null;
create index listing_body on listing using gin (body jsonb_path_ops) where closed_at is null;
create index listing_search on listing using gin (search_text gin_trgm_ops) where closed_at is null;

-- The last day of a listing ends in Japan, by the clock of this database and of nothing else.
create function today_in_japan() returns date language sql stable as
$$ select (now() at time zone 'Asia/Tokyo')::date $$;

create function refuse_version_change() returns trigger language plpgsql as $$
begin
    raise exception 'A version of requirements is never changed' using errcode = 'insufficient_privilege';
end $$;
create trigger requirements_version_is_immutable before update or delete or truncate on requirements_version
    for each statement execute function refuse_version_change();

create function guard_client_case() returns trigger language plpgsql as $$
begin
    if new.version <> old.version + 1 then
        raise exception 'Versions of a case have no gap' using errcode = 'check_violation';
    end if;
    if (old.status, new.status) not in (('DRAFT', 'DRAFT'), ('DRAFT', 'PUBLISHED'), ('PUBLISHED', 'PUBLISHED'), ('PUBLISHED', 'CLOSED')) then
        raise exception 'A case cannot go from % to %', old.status, new.status using errcode = 'check_violation';
    end if;
    if (new.case_id, new.company_id, new.organization_id) <> (old.case_id, old.company_id, old.organization_id) then
        raise exception 'A case stays with its company' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger client_case_is_guarded before update on client_case for each row execute function guard_client_case();

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert, update on company, client_case, listing to %I', '${appRole}');
        execute format('revoke delete, truncate on company, client_case, listing from %I', '${appRole}');
        execute format('grant select, insert on requirements_version to %I', '${appRole}');
        execute format('revoke update, delete, truncate on requirements_version from %I', '${appRole}');
    end if;
end $$;
