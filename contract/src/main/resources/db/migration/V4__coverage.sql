-- What a report needs to say how much of a figure was really seen: when stores are open, what is
-- expected of them, and in how many of their open hours a photo came.

-- What the operator knows of a store ------------------------------------------------------------------
alter table store
  add column latitude double precision check (latitude between -90 and 90),
  add column longitude double precision check (longitude between -180 and 180),
  add column expected_customers_per_day int check (expected_customers_per_day > 0),
  add column opening_hours jsonb not null
    default '[{"days": [1, 2, 3, 4, 5, 6, 7], "opens": "08:00", "closes": "20:00"}]',
  add column closed_dates date[] not null default '{}',
  add column added_at timestamptz not null default now();

comment on column store.opening_hours is
  'Spans in the store''s own time; days are 1 Monday to 7 Sunday, closes may be 24:00.';
comment on column store.expected_customers_per_day is 'Null: nothing is expected.';

-- Hours in which a photo came --------------------------------------------------------------------------
alter table store_day add column covered_hours smallint not null default 0;
alter table store_month add column covered_hours int not null default 0;
comment on column store_day.covered_hours is
  'Hours of the day in which at least one photo was analysed: rows of store_hour.';

update store_day d set covered_hours = h.hours
from (select store_id, day, count(*) as hours from store_hour group by store_id, day) h
where h.store_id = d.store_id and h.day = d.day;
update store_month m set covered_hours = h.hours
from (
  select store_id, date_trunc('month', day)::date as month, count(*) as hours
  from store_hour group by 1, 2
) h
where h.store_id = m.store_id and h.month = m.month;

-- A row of store_hour is new once an hour, so this costs ingestion next to nothing. Its day and its
-- month were written, and so locked, before it in the same transaction: no new order of locks.
create function count_covered_hours() returns trigger language plpgsql as $$
begin
  update store_day d set covered_hours = d.covered_hours + a.hours
  from (select store_id, day, count(*) as hours from added group by store_id, day) a
  where a.store_id = d.store_id and a.day = d.day;
  update store_month m set covered_hours = m.covered_hours + a.hours
  from (
    select store_id, date_trunc('month', day)::date as month, count(*) as hours
    from added group by 1, 2
  ) a
  where a.store_id = m.store_id and a.month = m.month;
  return null;
end
$$;

create trigger count_covered_hours after insert on store_hour
  referencing new table as added
  for each statement execute function count_covered_hours();

-- What readers see -------------------------------------------------------------------------------------
create or replace view report_place with (security_barrier) as
select r.name as region, s.country, s.city, s.name as store, s.display_name, s.time_zone,
       r.smallest_group, s.store_id, s.region_id,
       s.region_id in (select region_id from visible_region) as whole_region,
       s.latitude, s.longitude, s.expected_customers_per_day, s.opening_hours, s.closed_dates,
       s.removed_at,
       least((s.added_at at time zone s.time_zone)::date,
         (select min(d.day) from store_day d where d.store_id = s.store_id)) as since
from store s join region r using (region_id)
where s.store_id in (select store_id from visible_store)
  and (s.removed_at is null or exists (select from store_month m where m.store_id = s.store_id));
create or replace view report_store_day with (security_barrier) as
select * from store_day where store_id in (select store_id from visible_store);
create or replace view report_store_month with (security_barrier) as
select * from store_month where store_id in (select store_id from visible_store);

comment on column report_place.since is
  'First local day on which photos are expected: when the store was added, or its first customer.';

-- Reports by mail: which were sent ---------------------------------------------------------------------
create table report_delivery (
  schedule text not null,
  first_day date not null,
  attempts int not null default 0,
  next_attempt_at timestamptz not null default now(),
  sent_at timestamptz,
  failure text,
  primary key (schedule, first_day)
);
comment on table report_delivery is
  'One row a scheduled report and period, so that of several report pods one sends it, once.';
grant select, insert, update on report_delivery to storelens_report;
