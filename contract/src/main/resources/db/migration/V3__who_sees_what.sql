-- Who sees which stores is decided here, in the views: what a reader asks for cannot widen it.
--   storelens_report          the report pod: what storelens.scope of the transaction allows
--   storelens_reader          tools that may see every store
--   storelens_limited_reader  tools that may see what reader_scope says of their user
-- Owners of the tables, and superusers, are not limited.
do $$
begin
  if not exists (select from pg_roles where rolname = 'storelens_report') then
    create role storelens_report nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'storelens_limited_reader') then
    create role storelens_limited_reader nologin;
  end if;
end
$$;
grant storelens_report, storelens_limited_reader to current_user;

create table reader_scope (
  reader name not null,
  region text,
  city text,
  store text,
  check (num_nonnulls(region, city, store) > 0),
  unique nulls not distinct (reader, region, city, store)
);
comment on table reader_scope is
  'What a member of storelens_limited_reader may see: stores that match every name of one row.';

-- storelens.scope is a list of limits, each a list of grants. A store is seen if every limit has a
-- grant that it matches: {"everywhere": true}, or all of the names region, city, store that are
-- given. Without the setting nothing is seen.
create view visible_store as
select s.store_id, s.region_id
from store s join region r using (region_id)
where pg_has_role(current_user, 'storelens_reader', 'usage')
  or (pg_has_role(current_user, 'storelens_report', 'usage')
    and jsonb_array_length(nullif(current_setting('storelens.scope', true), '')::jsonb) > 0
    and not exists (
      select from jsonb_array_elements(nullif(current_setting('storelens.scope', true), '')::jsonb)
        as l (grants)
      where not exists (
        select from jsonb_to_recordset(l.grants)
          as g (everywhere boolean, region text, city text, store text)
        where g.everywhere is true
          or (num_nonnulls(g.region, g.city, g.store) > 0
            and (g.region is null or g.region = r.name)
            and (g.city is null or g.city = s.city)
            and (g.store is null or g.store = s.name)))))
  or (pg_has_role(current_user, 'storelens_limited_reader', 'usage')
    and exists (
      select from reader_scope g
      where g.reader = current_user
        and (g.region is null or g.region = r.name)
        and (g.city is null or g.city = s.city)
        and (g.store is null or g.store = s.name)));

-- Regions of which every store is seen.
create view visible_region as
select region_id
from store s left join visible_store v using (store_id, region_id)
group by region_id
having count(*) = count(v.store_id);

-- A barrier: no function of a reader's own sees a row before the limits have let it pass.
create or replace view report_place with (security_barrier) as
select r.name as region, s.country, s.city, s.name as store, s.display_name, s.time_zone,
       r.smallest_group, s.store_id, s.region_id,
       s.region_id in (select region_id from visible_region) as whole_region
from store s join region r using (region_id)
where s.store_id in (select store_id from visible_store)
  and (s.removed_at is null or exists (select from store_month m where m.store_id = s.store_id));
comment on column report_place.whole_region is
  'Whether every store of the region is seen, and with them report_region_day and _hour.';

create or replace view report_camera with (security_barrier) as
select c.name as camera, c.position, c.camera_id, c.store_id, c.removed_at
from camera c where c.store_id in (select store_id from visible_store);

create or replace view report_store_day with (security_barrier) as
select * from store_day where store_id in (select store_id from visible_store);
create or replace view report_store_month with (security_barrier) as
select * from store_month where store_id in (select store_id from visible_store);
create or replace view report_store_hour with (security_barrier) as
select * from store_hour where store_id in (select store_id from visible_store);
create view report_region_day with (security_barrier) as
select * from region_day where region_id in (select region_id from visible_region);
create view report_region_hour with (security_barrier) as
select * from region_hour where region_id in (select region_id from visible_region);

create or replace view report_camera_hour with (security_barrier) as
select h.*, c.store_id from camera_hour h join camera c using (camera_id)
where c.store_id in (select store_id from visible_store);
create or replace view report_refusal with (security_barrier) as
select f.*, c.store_id from camera_refusal f join camera c using (camera_id)
where c.store_id in (select store_id from visible_store);

grant select on report_place, report_camera, report_store_day, report_store_month,
  report_store_hour, report_region_day, report_region_hour, report_camera_hour, report_refusal
  to storelens_report;

-- What the report pod itself keeps --------------------------------------------------------------------
create table api_token (
  token_id int generated always as identity primary key,
  digest bytea not null unique check (length(digest) = 32),
  owner text not null,
  name text not null,
  scope jsonb not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index on api_token (owner);
comment on column api_token.digest is 'SHA-256 of the token, which itself is stored nowhere.';
comment on column api_token.scope is 'Grants, as in storelens.scope: at most these are seen.';

create table audit_event (
  event_id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  event text not null,
  actor text not null,
  address text not null,
  detail jsonb not null default '{}'
);
create index on audit_event (at);
comment on table audit_event is 'Logins and exports. The report pod adds and reads, nothing more.';

create table ended_session (
  session text primary key,
  until timestamptz not null
);
comment on table ended_session is 'Sessions that were ended before their time; kept until it.';

grant select, insert, update (revoked_at) on api_token to storelens_report;
grant select, insert on audit_event to storelens_report;
grant select, insert, delete on ended_session to storelens_report;
