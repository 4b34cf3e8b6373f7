-- Hours that are deleted leave the hours of past days too, as days leave theirs.

create function follow_deleted_hours() returns trigger language plpgsql as $$
begin
  update store_past_hour h set
    customers = h.customers - r.customers,
    covered_hours = h.covered_hours - r.hours
  from (
    select store_id, day, hour_of_day, sum(customers) as customers, count(*) as hours
    from removed
    group by 1, 2, 3
  ) r
  where (h.store_id, h.day, h.hour_of_day) = (r.store_id, r.day, r.hour_of_day);
  delete from store_past_hour h using removed r
  where (h.store_id, h.day, h.hour_of_day) = (r.store_id, r.day, r.hour_of_day)
    and h.covered_hours = 0;
  return null;
end
$$;

create trigger follow_deleted_hours after delete on store_hour
referencing old table as removed
for each statement execute function follow_deleted_hours();
