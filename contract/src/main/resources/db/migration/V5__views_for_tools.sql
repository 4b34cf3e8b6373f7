-- What Power BI, Grafana, Metabase, Superset and others read: names in place of keys, a column a
-- group. Described in docs/sql.md. Where a group is smaller than the region's smallest group, all
-- columns of that kind (gender, age or mood) are null in the row: a single one would follow from
-- the others.
do $$
declare
  ages constant text[] :=
    array['age_0_15', 'age_16_24', 'age_25_34', 'age_35_44', 'age_45_54', 'age_55_64', 'age_65_up'];
  moods constant text[] := array['mood_neutral', 'mood_happiness', 'mood_sadness', 'mood_anger',
    'mood_fear', 'mood_disgust', 'mood_surprise', 'mood_unknown'];
  genders constant text[] := array['female', 'male', 'gender_unknown'];
  groups text[];
  kind text;
  kinds text := '';
  columns text := '';
  cells text;
  grain text;
begin
  -- Cell (gender * 7 + age) * 8 + mood + 1 of counts, summed over the other two kinds.
  foreach kind in array array['gender', 'age', 'mood'] loop
    groups := case kind when 'gender' then genders when 'age' then ages else moods end;
    for position in 1..cardinality(groups) loop
      select string_agg(format('counts[%s]', (g * 7 + a) * 8 + m + 1), ' + ')
      into cells
      from generate_series(0, 2) g, generate_series(0, 6) a, generate_series(0, 7) m
      where case kind when 'gender' then g when 'age' then a else m end = position - 1;
      kinds := kinds || format(', %s as %I', cells, groups[position]);
      columns := columns || format(
        ', case when least(%s) >= smallest_group or smallest_group <= 1 or customers = 0'
          || ' then %I end as %I',
        (select string_agg(format('nullif(%I, 0)', name), ', ') from unnest(groups) name),
        groups[position], groups[position]);
    end loop;
  end loop;
  foreach grain in array array['day', 'month'] loop
    execute format(
      'create view report_%1$s with (security_barrier) as
       select region, country, city, store, display_name, %1$s, photos, customers,
         below_requirements%2$s
       from (
         select r.name as region, s.country, s.city, s.name as store, s.display_name,
           r.smallest_group, d.%1$s, d.photos, d.customers, d.below_requirements%3$s
         from store_%1$s d join store s using (store_id) join region r using (region_id)
         where d.store_id in (select store_id from visible_store)) sums',
      grain, columns, kinds);
  end loop;
end
$$;

create view report_hour with (security_barrier) as
select region, country, city, store, display_name, hour, day, hour_of_day, photos, customers,
       case when shown then female end as female,
       case when shown then male end as male,
       case when shown then unknown end as gender_unknown
from (
  select r.name as region, s.country, s.city, s.name as store, s.display_name, h.*,
         r.smallest_group <= 1 or h.customers = 0
           or least(nullif(h.female, 0), nullif(h.male, 0), nullif(h.unknown, 0))
             >= r.smallest_group as shown
  from store_hour h join store s using (store_id) join region r using (region_id)
  where h.store_id in (select store_id from visible_store)) hours;

-- The wide rows have groups of any size: the report pod hides the small ones, tools would not.
revoke all on report_store_day, report_store_month, report_store_hour from storelens_reader;
grant select on report_place, report_camera, report_day, report_month, report_hour,
  report_camera_hour, report_refusal to storelens_reader, storelens_limited_reader;
