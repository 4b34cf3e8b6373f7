-- Hours of closed months once more, side by side. Rows of store_hour lie in the order in which hours
-- came, those of a store's day all over the table: a city's week was 840 rows on 680 pages, most of them
-- read from the disk.

create table store_past_hour (
  store_id int not null,
  day date not null,
  hour_of_day smallint not null,
  customers int not null,
  covered_hours smallint not null
);
comment on table store_past_hour is
  'Rows of store_hour in closed months, in the order of stores and days; an hour that the clock repeats is one.';

create view store_hours_of_day as
select store_id, day, hour_of_day, customers, covered_hours
from store_past_hour
where day < (select days_before from closed_months)
union all
select store_id, day, hour_of_day, customers, 1::smallint
from store_hour
where day >= (select days_before from closed_months);

create view report_store_hour_of_day with (security_barrier) as
select * from store_hours_of_day where store_id = any (array(select store_id from visible_store));

-- Writers wait from here on, so that no photo of a past day comes in between.
select pg_advisory_xact_lock(hashtext('storelens.closed_months'));
insert into store_past_hour
select store_id, day, hour_of_day, sum(customers), count(*)
from store_hour
where day < (select days_before from closed_months)
group by 1, 2, 3 order by 1, 2, 3;
-- After the rows: so it takes less than half of the time.
alter table store_past_hour add primary key (store_id, day, hour_of_day),
  add foreign key (store_id) references store;

-- As before, with the hours.
create or replace function keep_past_days(until date) returns void
language plpgsql as $$
declare
  -- Not the running month, whoever asks: the triggers do not look at its days.
  last date := least(until,
    date_trunc('month', now() at time zone 'UTC' - interval '34 hours')::date);
  since date;
begin
  perform pg_advisory_xact_lock(hashtext('storelens.closed_months'));
  select days_before into since from closed_months;
  if last <= since then
    return;
  end if;
  delete from store_past_day where day >= since;
  delete from region_past_day where day >= since;
  delete from store_past_hour where day >= since;
  insert into store_past_day
  select * from store_day_by_group where day >= since and day < last order by day, store_id;
  insert into region_past_day
  select * from region_day_by_group where day >= since and day < last order by region_id, day;
  insert into store_past_hour
  select store_id, day, hour_of_day, sum(customers), count(*)
  from store_hour
  where day >= since and day < last
  group by 1, 2, 3 order by 1, 2, 3;
  update closed_months set days_before = last;
end
$$;

-- As before, with the hours of past days.
create or replace function count_covered_hours() returns trigger language plpgsql as $$
begin
  if not exists (select from added) then
    return null;
  end if;
  update store_day d set covered_hours = d.covered_hours + a.hours
  from (select store_id, day, count(*) as hours from added group by store_id, day) a
  where a.store_id = d.store_id and a.day = d.day;
  if not exists (select from added where day < (select before from closed_months)) then
    return null;
  end if;
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
  insert into store_past_hour as h
  select store_id, day, hour_of_day, sum(customers), count(*)
  from added
  where day < (select days_before from closed_months)
  group by 1, 2, 3 order by 1, 2, 3
  on conflict (store_id, day, hour_of_day) do update set
    customers = h.customers + excluded.customers,
    covered_hours = h.covered_hours + excluded.covered_hours;
  return null;
end
$$;

create or replace function follow_changed_hours() returns trigger language plpgsql as $$
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
  update store_past_hour h set customers = h.customers + a.customers
  from (
    select store_id, n.day, n.hour_of_day, sum(n.customers - o.customers) as customers
    from added n join removed o using (store_id, hour)
    where n.day < (select days_before from closed_months)
    group by 1, 2, 3
  ) a
  where (h.store_id, h.day, h.hour_of_day) = (a.store_id, a.day, a.hour_of_day);
  return null;
end
$$;

grant select on report_store_hour_of_day to storelens_report;
grant select, insert, update, delete on store_past_hour to storelens_writer;
