-- Days of a store that hold made-up customers, for trying the pages. Reports say so as long as there
-- are any.
alter table store
  add column sample_from date,
  add column sample_to date,
  add check (num_nulls(sample_from, sample_to) <> 1 and sample_from <= sample_to);
comment on column store.sample_from is
  'First local day with made-up customers, sample_to the last one; null where there are none.';

-- As before, with the new columns behind the others.
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
  and (s.removed_at is null or exists (select from store_month m where m.store_id = s.store_id));
