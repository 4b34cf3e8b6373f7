-- Reports read narrow rows of days that are over, ask once a statement who may see what, and can keep
-- the catalogue until it changes.

-- Days of closed months, a column a group ---------------------------------------------------------------
-- Reports want 21 sums by gender and age and 8 by mood. To make them of 168 counts a row costs ten
-- times as much as to read them. They are kept for days that hardly change any more: what is written
-- now costs nothing more.
alter table closed_months add column days_before date not null default '-infinity';
comment on column closed_months.days_before is
  'Days before it are also in store_past_day and region_past_day, from where reports read them.';

do $$
declare
  genders constant text[] := array['female', 'male', 'unknown'];
  ages constant text[] := array['0_15', '16_24', '25_34', '35_44', '45_54', '55_64', '65_up'];
  moods constant text[] := array['neutral', 'happiness', 'sadness', 'anger', 'fear', 'disgust',
    'surprise', 'unknown'];
  -- Expressions over counts, with their names.
  cells text := '';
  generated text := '';
  sums text := '';
  names text := '';
  updates text := '';
  name text;
  expression text;
  place text;
begin
  for name, expression in
    select named, summed from (
      select g * 7 + a as position, genders[g + 1] || '_' || ages[a + 1] as named,
             string_agg(format('counts[%s]', (g * 7 + a) * 8 + m + 1), ' + ' order by m) as summed
      from generate_series(0, 2) g, generate_series(0, 6) a, generate_series(0, 7) m
      group by g, a
      union all
      select 21 + m, 'mood_' || moods[m + 1],
             string_agg(format('counts[%s]', (g * 7 + a) * 8 + m + 1), ' + ' order by g, a)
      from generate_series(0, 2) g, generate_series(0, 6) a, generate_series(0, 7) m
      group by m) groups
    order by position
  loop
    cells := cells || format(', %s as %I', expression, name);
    generated := generated || format(
      ', add column %I int generated always as (%s) stored', name, expression);
    sums := sums || format(', sum(%1$I)::int as %1$I', name);
    names := names || format(', %I', name);
    updates := updates || format(', %1$I = excluded.%1$I', name);
  end loop;

  foreach place in array array['store', 'region'] loop
    execute format(
      'create view %1$s_day_by_group as
       select %1$s_id, day, photos, customers, below_requirements,
         covered_hours::int as covered_hours%2$s
       from %1$s_day', place, cells);
    execute format(
      'create table %1$s_past_day as select * from %1$s_day_by_group with no data', place);
    -- What a ranking reads is in the index.
    execute format(
      'alter table %1$s_past_day add foreign key (%1$s_id) references %1$s,
         add primary key (%1$s_id, day) include (photos, customers, covered_hours)', place);
    execute format(
      'create view %1$s_days as
       select * from %1$s_past_day where day < (select days_before from closed_months)
       union all
       select * from %1$s_day_by_group where day >= (select days_before from closed_months)',
      place);
    execute format(
      'create view report_%1$s_day_by_group with (security_barrier) as
       select * from %1$s_days where %1$s_id = any (array(select %1$s_id from visible_%1$s))', place);
    execute format(
      'create function follow_past_%1$s_day() returns trigger language plpgsql as $f$
       begin
         if tg_op = ''DELETE'' then
           delete from %1$s_past_day where %1$s_id = old.%1$s_id and day = old.day;
           return null;
         end if;
         perform months_closed_before();
         insert into %1$s_past_day
         select * from %1$s_day_by_group
         where %1$s_id = new.%1$s_id and day = new.day
           and day < (select days_before from closed_months)
         on conflict (%1$s_id, day) do update set
           photos = excluded.photos, customers = excluded.customers,
           below_requirements = excluded.below_requirements,
           covered_hours = excluded.covered_hours%2$s;
         return null;
       end
       $f$', place, updates);
    -- The condition is of the row alone, so that days of this month pay nothing. It lets every day
    -- pass that may be over: close_months waits two days, whatever its time zone.
    execute format(
      'create trigger follow_past_day after insert or update on %1$s_day for each row
       when (new.day < date_trunc(''month'', now() at time zone ''UTC'' - interval ''1 day'')::date)
       execute function follow_past_%1$s_day()', place);
    execute format(
      'create trigger follow_deleted_past_day after delete on %1$s_day for each row
       execute function follow_past_%1$s_day()', place);
  end loop;

  execute 'alter table store_month ' || substr(generated, 2);
  execute format(
    'create view store_months_by_group as
     select store_id, month, photos, customers, below_requirements, covered_hours%1$s
     from store_month
     where month < (select before from closed_months)
     union all
     select store_id, date_trunc(''month'', day)::date, sum(photos)::int, sum(customers)::int,
       sum(below_requirements)::int, sum(covered_hours)::int%2$s
     from store_day_by_group
     where day >= (select before from closed_months)
     group by 1, 2', names, sums);
end
$$;
create view report_store_month_by_group with (security_barrier) as
select * from store_months_by_group where store_id = any (array(select store_id from visible_store));

comment on table store_past_day is
  'Rows of store_day in closed months, the 168 counts summed by gender and age, and by mood.';
comment on table region_past_day is
  'Rows of region_day in closed months, the 168 counts summed by gender and age, and by mood.';

-- Takes days into the narrow tables, up to a date. Writers of roll-ups wait meanwhile.
create function keep_past_days(until date) returns void
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
  insert into store_past_day
  select * from store_day_by_group where day >= since and day < last order by day, store_id;
  insert into region_past_day
  select * from region_day_by_group where day >= since and day < last order by region_id, day;
  update closed_months set days_before = last;
end
$$;

-- As before, with the narrow rows.
create or replace function close_months(
  until date default date_trunc('month', now() - interval '2 days')::date
) returns void
language plpgsql as $$
declare
  since date;
begin
  if until <= (select least(before, days_before) from closed_months) then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtext('storelens.closed_months'));
  perform keep_past_days(until);
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

select keep_past_days((select before from closed_months));

-- The first day of a store --------------------------------------------------------------------------------
-- report_place asked for it in store_day, for each store and request.
create table store_first_day (
  store_id int primary key references store,
  day date not null
);
comment on table store_first_day is 'The earliest day of a store in store_day.';
insert into store_first_day select store_id, min(day) from store_day group by store_id;

create function follow_first_day() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if not exists (
      select from store_first_day f where f.store_id = new.store_id and f.day <= new.day) then
      insert into store_first_day as f (store_id, day) values (new.store_id, new.day)
      on conflict (store_id) do update set day = least(f.day, excluded.day);
    end if;
  else
    delete from store_first_day where store_id = old.store_id and day = old.day;
    if found then
      insert into store_first_day
      select store_id, min(day) from store_day where store_id = old.store_id group by store_id;
    end if;
  end if;
  return null;
end
$$;
create trigger follow_first_day after insert or delete on store_day
  for each row execute function follow_first_day();

-- Who sees what, asked once a statement ---------------------------------------------------------------------
-- As before. Roles, and whether every limit grants everything, do not depend on the store; the limits
-- are taken apart once.
create or replace view visible_store as
select s.store_id, s.region_id
from store s join region r using (region_id)
where (select pg_has_role(current_user, 'storelens_reader', 'usage'))
  or ((select pg_has_role(current_user, 'storelens_report', 'usage'))
    and ((
        select coalesce(bool_and(exists (
          select from jsonb_to_recordset(l.grants) as g (everywhere boolean)
          where g.everywhere is true)), false)
        from jsonb_array_elements(nullif(current_setting('storelens.scope', true), '')::jsonb)
          as l (grants))
      or (
        select jsonb_array_length(nullif(current_setting('storelens.scope', true), '')::jsonb) > 0)
      and not exists (
        with granted as materialized (
          select l.number, l.grants, g.everywhere, g.region, g.city, g.store
          from jsonb_array_elements(nullif(current_setting('storelens.scope', true), '')::jsonb)
              with ordinality as l (grants, number)
            left join lateral jsonb_to_recordset(l.grants)
              as g (everywhere boolean, region text, city text, store text) on true
        )
        select from granted l
        group by l.number
        having not bool_or(coalesce(l.everywhere, false)
          or (num_nonnulls(l.region, l.city, l.store) > 0
            and (l.region is null or l.region = r.name)
            and (l.city is null or l.city = s.city)
            and (l.store is null or l.store = s.name))))))
  or ((select pg_has_role(current_user, 'storelens_limited_reader', 'usage'))
    and exists (
      select from reader_scope g
      where g.reader = current_user
        and (g.region is null or g.region = r.name)
        and (g.city is null or g.city = s.city)
        and (g.store is null or g.store = s.name)));

-- As before. An array is made once and looked up in the index; joined, each row might look for its store.
create or replace view report_store_hour with (security_barrier) as
select * from store_hour where store_id = any (array(select store_id from visible_store));
create or replace view report_store_month_hour with (security_barrier) as
select * from store_month_hours where store_id = any (array(select store_id from visible_store));
create or replace view report_store_refusal_day with (security_barrier) as
select * from store_refusal_day where store_id = any (array(select store_id from visible_store));
create or replace view report_store_refusal_month with (security_barrier) as
select * from store_refusal_month where store_id = any (array(select store_id from visible_store));
create or replace view report_region_hour with (security_barrier) as
select * from region_hour where region_id = any (array(select region_id from visible_region));
create or replace view report_region_refusal_day with (security_barrier) as
select * from region_refusal_day where region_id = any (array(select region_id from visible_region));

-- As before, with the first day from where it is kept.
create or replace view report_place with (security_barrier) as
select r.name as region, s.country, s.city, s.name as store, s.display_name, s.time_zone,
       r.smallest_group, s.store_id, s.region_id,
       s.region_id in (select region_id from visible_region) as whole_region,
       s.latitude, s.longitude, s.expected_customers_per_day, s.opening_hours, s.closed_dates,
       s.removed_at,
       least((s.added_at at time zone s.time_zone)::date, f.day) as since,
       s.sample_from, s.sample_to
from store s join region r using (region_id) left join store_first_day f using (store_id)
where s.store_id in (select store_id from visible_store)
  and (s.removed_at is null or f.day is not null);

-- Whether the catalogue changed -----------------------------------------------------------------------------
-- Another text whenever a row that report_place reads was added, changed or removed: each change gives
-- a row a larger xmin. It tells nothing else.
create function catalogue_state() returns text
language plpgsql stable security definer as $$
begin
  return (select count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) from store)
    || ' ' || (select count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) from region)
    || ' ' || (select count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) from store_first_day);
end
$$;
do $$
begin
  -- Whoever calls it cannot put tables of their own in place of these.
  execute format('alter function catalogue_state() set search_path = %I, pg_temp', current_schema());
end
$$;

-- Grants ------------------------------------------------------------------------------------------------------
revoke execute on function catalogue_state() from public;
grant execute on function catalogue_state() to storelens_report;
grant select on report_store_day_by_group, report_region_day_by_group, report_store_month_by_group
  to storelens_report;
grant select on store_day_by_group, region_day_by_group to storelens_writer;
grant select, insert, update, delete on store_past_day, region_past_day, store_first_day
  to storelens_writer;
