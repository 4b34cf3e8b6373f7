-- Roll-ups that cost ingestion less, and three more for reports that read too many rows.

-- Months are summed when they are over -----------------------------------------------------------------
-- Until then they are the sums of their days. What comes later for a month that is closed is added to
-- its row too.
create table closed_months (
  one boolean primary key default true check (one),
  before date not null check (extract(day from before) = 1)
);
comment on table closed_months is
  'One row: months that began earlier have their own sums, later ones those of their days.';
insert into closed_months (before) values (date_trunc('month', now() - interval '2 days')::date);

create view store_months as
select store_id, month, photos, customers, below_requirements, counts, covered_hours
from store_month
where month < (select before from closed_months)
union all
select store_id, date_trunc('month', day)::date, sum(photos)::int, sum(customers)::int,
       sum(below_requirements)::int, array_sum(counts), sum(covered_hours)::int
from store_day
where day >= (select before from closed_months)
group by 1, 2;

-- Customers by weekday and hour. Rows of closed months only; later hours are in store_hour.
create table store_month_hour (
  store_id int not null references store,
  month date not null,
  weekday smallint not null check (weekday between 1 and 7),
  hour_of_day smallint not null check (hour_of_day between 0 and 23),
  customers int not null,
  covered_hours int not null,
  primary key (store_id, month, weekday, hour_of_day)
) with (fillfactor = 80);
comment on table store_month_hour is
  'Sums of store_hour over the days of a weekday (1 Monday to 7 Sunday) in a closed month.';

create view store_month_hours as
select store_id, month, weekday, hour_of_day, customers, covered_hours
from store_month_hour
where month < (select before from closed_months)
union all
select store_id, date_trunc('month', day)::date, extract(isodow from day)::smallint, hour_of_day,
       customers, 1
from store_hour
where day >= (select before from closed_months);

insert into store_month_hour
select store_id, date_trunc('month', day)::date, extract(isodow from day)::smallint, hour_of_day,
       sum(customers), count(*)
from store_hour
where day < (select before from closed_months)
group by 1, 2, 3, 4;

-- Writers call this before they add to roll-ups: what is closed stays so until they commit.
create function months_closed_before() returns date
language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('storelens.closed_months'));
  -- A statement of its own, so that it sees what was committed while it waited.
  return (select before from closed_months);
end
$$;

-- Sums the months before a date; by default those that ended two days ago or earlier. Writers wait
-- meanwhile.
create function close_months(
  until date default date_trunc('month', now() - interval '2 days')::date
) returns void
language plpgsql as $$
declare
  since date;
begin
  if until <= (select before from closed_months) then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtext('storelens.closed_months'));
  select before into since from closed_months;
  if until <= since then
    return;
  end if;
  insert into store_month as old (store_id, month, photos, customers, below_requirements, counts,
    covered_hours)
  select store_id, month, photos, customers, below_requirements, counts, covered_hours
  from store_months where month >= since and month < until
  order by 1, 2
  -- Writers of before the closing of months have added to rows of open ones.
  on conflict (store_id, month) do update set
    photos = excluded.photos,
    customers = excluded.customers,
    below_requirements = excluded.below_requirements,
    counts = excluded.counts,
    covered_hours = excluded.covered_hours;
  insert into store_month_hour
  select store_id, month, weekday, hour_of_day, sum(customers), sum(covered_hours)
  from store_month_hours where month >= since and month < until
  group by 1, 2, 3, 4 order by 1, 2, 3, 4;
  update closed_months set before = until;
end
$$;

-- Counts of single customers are added where they belong, not as arrays of mostly zeros -----------------
create function add_cells(counts int[], cells int[]) returns int[]
language plpgsql immutable strict parallel safe as $$
declare
  cell int;
begin
  foreach cell in array cells loop
    counts[cell] := counts[cell] + 1;
  end loop;
  return counts;
end
$$;
comment on function add_cells is 'Adds one for each element of cells, which are subscripts of counts.';

create aggregate array_concat(int[]) (sfunc = array_cat, stype = int[], initcond = '{}');

-- Adds to days of stores and tells before which day months are closed, until the commit. Keys come
-- sorted; new rows first, then all in that order (which a nested loop keeps): writers that share keys
-- lock them in the same order. One statement for all is a third of the cost of one a row.
create function add_to_store_days(
  stores int[], days date[], more_photos int[], more_customers int[], more_below int[],
  cells text[]
) returns date
language plpgsql
set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  closed_before date := months_closed_before();
begin
  insert into store_day (store_id, day, photos, customers, below_requirements, counts)
  select a.store_id, a.day, 0, 0, 0, array_fill(0, array[168])
  from unnest(stores, days) as a (store_id, day)
  where not exists (
    select from store_day d where d.store_id = a.store_id and d.day = a.day)
  order by 1, 2
  on conflict do nothing;
  update store_day d set
    photos = d.photos + a.photos,
    customers = d.customers + a.customers,
    below_requirements = d.below_requirements + a.below,
    counts = add_cells(d.counts, a.cells::int[])
  from unnest(stores, days, more_photos, more_customers, more_below, cells)
    as a (store_id, day, photos, customers, below, cells)
  where d.store_id = a.store_id and d.day = a.day;
  return closed_before;
end
$$;

create function add_to_region_days(
  stores int[], days date[], more_photos int[], more_customers int[], more_below int[],
  cells text[], more_hours int[]
) returns void
language plpgsql as $$
declare
  added record;
begin
  for added in
    select s.region_id, t.day, sum(t.photos)::int as photos, sum(t.customers)::int as customers,
           sum(t.below)::int as below, array_concat(t.cells::int[]) as cells,
           sum(t.hours)::int as hours
    from unnest(stores, days, more_photos, more_customers, more_below, cells, more_hours)
        as t (store_id, day, photos, customers, below, cells, hours)
      join store s using (store_id)
    group by 1, 2 order by 1, 2
  loop
    update region_day d set
      photos = d.photos + added.photos,
      customers = d.customers + added.customers,
      below_requirements = d.below_requirements + added.below,
      covered_hours = d.covered_hours + added.hours,
      counts = add_cells(d.counts, added.cells)
    where d.region_id = added.region_id and d.day = added.day;
    if not found then
      insert into region_day as d (region_id, day, photos, customers, below_requirements,
        covered_hours, counts)
      values (added.region_id, added.day, added.photos, added.customers, added.below, added.hours,
        add_cells(array_fill(0, array[168]), added.cells))
      on conflict (region_id, day) do update set
        photos = d.photos + excluded.photos,
        customers = d.customers + excluded.customers,
        below_requirements = d.below_requirements + excluded.below_requirements,
        covered_hours = d.covered_hours + excluded.covered_hours,
        counts = array_add(d.counts, excluded.counts);
    end if;
  end loop;
end
$$;

-- As before; most statements add no hour, and of hours in closed months there are few.
create or replace function count_covered_hours() returns trigger language plpgsql as $$
begin
  if not exists (select from added) then
    return null;
  end if;
  update store_day d set covered_hours = d.covered_hours + a.hours
  from (select store_id, day, count(*) as hours from added group by store_id, day) a
  where a.store_id = d.store_id and a.day = d.day;
  update store_month m set covered_hours = m.covered_hours + a.hours
  from (
    select store_id, date_trunc('month', day)::date as month, count(*) as hours
    from added
    where day < (select before from closed_months)
    group by 1, 2
  ) a
  where a.store_id = m.store_id and a.month = m.month;
  insert into store_month_hour as h
  select store_id, date_trunc('month', day)::date, extract(isodow from day)::smallint, hour_of_day,
         sum(customers), count(*)
  from added
  where day < (select before from closed_months)
  group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (store_id, month, weekday, hour_of_day) do update set
    customers = h.customers + excluded.customers,
    covered_hours = h.covered_hours + excluded.covered_hours;
  return null;
end
$$;

create function follow_changed_hours() returns trigger language plpgsql as $$
begin
  if not exists (select from added where day < (select before from closed_months)) then
    return null;
  end if;
  update store_month_hour h set customers = h.customers + a.customers
  from (
    select store_id, date_trunc('month', n.day)::date as month,
           extract(isodow from n.day)::smallint as weekday, n.hour_of_day,
           sum(n.customers - o.customers) as customers
    from added n join removed o using (store_id, hour)
    where n.day < (select before from closed_months)
    group by 1, 2, 3, 4
  ) a
  where (h.store_id, h.month, h.weekday, h.hour_of_day)
    = (a.store_id, a.month, a.weekday, a.hour_of_day);
  return null;
end
$$;
create trigger follow_changed_hours after update on store_hour
  referencing new table as added old table as removed
  for each statement execute function follow_changed_hours();

-- Refusals by store and by region -------------------------------------------------------------------------
create table store_refusal_day (
  store_id int not null references store,
  day date not null,
  photos int not null,
  primary key (store_id, day)
) with (fillfactor = 80);
create table store_refusal_month (
  store_id int not null references store,
  month date not null,
  photos int not null,
  primary key (store_id, month)
) with (fillfactor = 80);
create table region_refusal_day (
  region_id int not null references region,
  day date not null,
  photos int not null,
  primary key (region_id, day)
) with (fillfactor = 80);
comment on table store_refusal_day is
  'Sums of camera_refusal; they stay when it is deleted, and with the store when a camera moves.';

create function add_refusals(stores int[], days date[], more int[]) returns void
language plpgsql as $$
begin
  if stores is null then
    return;
  end if;
  insert into store_refusal_day as old
  select store_id, day, sum(n) from unnest(stores, days, more) as t (store_id, day, n)
  group by 1, 2 order by 1, 2
  on conflict (store_id, day) do update set photos = old.photos + excluded.photos;
  insert into store_refusal_month as old
  select store_id, date_trunc('month', day)::date, sum(n)
  from unnest(stores, days, more) as t (store_id, day, n)
  group by 1, 2 order by 1, 2
  on conflict (store_id, month) do update set photos = old.photos + excluded.photos;
  insert into region_refusal_day as old
  select region_id, day, sum(n)
  from unnest(stores, days, more) as t (store_id, day, n) join store using (store_id)
  group by 1, 2 order by 1, 2
  on conflict (region_id, day) do update set photos = old.photos + excluded.photos;
end
$$;

create function count_refusals() returns trigger language plpgsql as $$
begin
  perform add_refusals(array_agg(c.store_id), array_agg(a.day), array_agg(a.photos))
  from added a join camera c using (camera_id);
  return null;
end
$$;
create trigger count_refusals after insert on camera_refusal
  referencing new table as added
  for each statement execute function count_refusals();

create function follow_changed_refusals() returns trigger language plpgsql as $$
begin
  perform add_refusals(array_agg(c.store_id), array_agg(a.day), array_agg(a.photos - r.photos))
  from added a join removed r using (camera_id, hour, reason) join camera c using (camera_id);
  return null;
end
$$;
create trigger follow_changed_refusals after update on camera_refusal
  referencing new table as added old table as removed
  for each statement execute function follow_changed_refusals();

select add_refusals(array_agg(store_id), array_agg(day), array_agg(photos)) from (
  select c.store_id, f.day, sum(f.photos)::int as photos
  from camera_refusal f join camera c using (camera_id) group by 1, 2) refusals;

-- As before, with refusals.
create or replace function rebuild_regions(regions int[]) returns void
language plpgsql as $$
begin
  -- Also waits for transactions that have added to a store and not yet to its region.
  lock table store_day, store_hour, store_refusal_day in share row exclusive mode;
  delete from region_day where region_id = any (regions);
  delete from region_hour where region_id = any (regions);
  delete from region_refusal_day where region_id = any (regions);
  insert into region_day (region_id, day, photos, customers, below_requirements, covered_hours,
    counts)
  select region_id, day, sum(photos), sum(customers), sum(below_requirements),
         coalesce(sum(h.hours), 0), array_sum(counts)
  from store_day d join store using (store_id)
    left join (
      select store_id, day, count(*) as hours from store_hour group by store_id, day
    ) h using (store_id, day)
  where region_id = any (regions)
  group by region_id, day;
  insert into region_hour (region_id, day, hour_of_day, photos, customers, female, male, unknown,
    covered_hours)
  select region_id, day, hour_of_day, sum(photos), sum(customers), sum(female), sum(male),
         sum(unknown), count(*)
  from store_hour join store using (store_id)
  where region_id = any (regions)
  group by region_id, day, hour_of_day;
  insert into region_refusal_day
  select region_id, day, sum(photos)
  from store_refusal_day join store using (store_id)
  where region_id = any (regions)
  group by 1, 2;
end
$$;

-- What readers see -------------------------------------------------------------------------------------------
create or replace view report_store_month with (security_barrier) as
select * from store_months where store_id in (select store_id from visible_store);
create view report_store_month_hour with (security_barrier) as
select * from store_month_hours where store_id in (select store_id from visible_store);
create view report_store_refusal_day with (security_barrier) as
select * from store_refusal_day where store_id in (select store_id from visible_store);
create view report_store_refusal_month with (security_barrier) as
select * from store_refusal_month where store_id in (select store_id from visible_store);
create view report_region_refusal_day with (security_barrier) as
select * from region_refusal_day where region_id in (select region_id from visible_region);

do $$
begin
  execute 'create or replace view report_month with (security_barrier) as '
    || replace(pg_get_viewdef('report_month'::regclass), 'store_month d', 'store_months d');
end
$$;

create or replace view report_place with (security_barrier) as
select r.name as region, s.country, s.city, s.name as store, s.display_name, s.time_zone,
       r.smallest_group, s.store_id, s.region_id,
       s.region_id in (select region_id from visible_region) as whole_region,
       s.latitude, s.longitude, s.expected_customers_per_day, s.opening_hours, s.closed_dates,
       s.removed_at,
       least((s.added_at at time zone s.time_zone)::date,
         (select min(d.day) from store_day d where d.store_id = s.store_id)) as since,
       s.sample_from, s.sample_to
from store s join region r using (region_id)
where s.store_id in (select store_id from visible_store)
  and (s.removed_at is null or exists (select from store_day d where d.store_id = s.store_id));

grant select on report_store_month_hour, report_store_refusal_day, report_store_refusal_month,
  report_region_refusal_day to storelens_report;
grant select, update on closed_months to storelens_writer;
grant select on store_months, store_month_hours to storelens_writer;
grant select, insert, update on store_month_hour, store_refusal_day, store_refusal_month,
  region_refusal_day to storelens_writer;
