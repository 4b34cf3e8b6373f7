-- Roll-ups of a batch in two statements instead of five: each array is sent once, regions are summed
-- from the arrays of their stores, and rows that are there are updated, not inserted and found there.

-- Instants come as numbers: thousands of dates in words a second take longer to write and to read than
-- the rows they are in.
create function instant_of(microseconds bigint) returns timestamptz
language sql stable parallel safe
return timestamptz 'epoch' + microseconds * interval '1 microsecond';
comment on function instant_of is 'The instant so many microseconds after 1970-01-01T00:00Z.';

-- A batch whose rows another writer makes at the same moment is written again from its beginning.
create function assert_all_added(added bigint, wanted int) returns void
language plpgsql as $$
begin
  if added <> wanted then
    raise exception 'another writer made the same rows' using errcode = 'serialization_failure';
  end if;
end
$$;

-- As before, but rows are looked for once: those that are there are changed, and only when some are
-- missing are those made. Keys come sorted, so that writers that share keys lock them in the same order.
create or replace function add_to_store_days(
  stores int[], days date[], more_photos int[], more_customers int[], more_below int[],
  cells text[]
) returns date
language plpgsql
set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  closed_before date := months_closed_before();
  changed int;
  made int;
begin
  update store_day d set
    photos = d.photos + a.photos,
    customers = d.customers + a.customers,
    below_requirements = d.below_requirements + a.below,
    counts = add_cells(d.counts, a.cells::int[])
  from unnest(stores, days, more_photos, more_customers, more_below, cells)
    as a (store_id, day, photos, customers, below, cells)
  where d.store_id = a.store_id and d.day = a.day;
  get diagnostics changed = row_count;
  if changed < cardinality(days) then
    insert into store_day (store_id, day, photos, customers, below_requirements, counts)
    select a.store_id, a.day, a.photos, a.customers, a.below,
           add_cells(array_fill(0, array[168]), a.cells::int[])
    from unnest(stores, days, more_photos, more_customers, more_below, cells)
      as a (store_id, day, photos, customers, below, cells)
    where not exists (
      select from store_day d where d.store_id = a.store_id and d.day = a.day)
    order by 1, 2
    on conflict do nothing;
    get diagnostics made = row_count;
    perform assert_all_added(changed + made, cardinality(days));
  end if;
  return closed_before;
end
$$;

-- Adds what photos of stores bring to their days, months and hours, and to those of their regions.
-- Keys come sorted. Days first: a row's lock keeps other writers from the store's hours of that day.
-- Regions last: all of their writers share them.
create function add_to_roll_ups(
  day_stores int[], days date[], day_photos int[], day_customers int[], day_below int[],
  day_cells text[],
  hour_stores int[], hours bigint[], hour_days date[], hours_of_day smallint[],
  hour_photos int[], hour_customers int[], hour_female int[], hour_male int[], hour_unknown int[]
) returns void
language plpgsql
-- Nested loops keep the order, and do not read all stores for those of a batch.
set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  closed_before date;
  changed int;
  new_stores int[];
  new_days date[];
  new_hours smallint[];
  added record;
begin
  closed_before := add_to_store_days(
    day_stores, days, day_photos, day_customers, day_below, day_cells);

  if closed_before > any (days) then
    insert into store_month as old (store_id, month, photos, customers, below_requirements, counts)
    select store_id, date_trunc('month', day)::date, sum(photos), sum(customers), sum(below),
           add_cells(array_fill(0, array[168]), array_concat(cells::int[]))
    from unnest(day_stores, days, day_photos, day_customers, day_below, day_cells)
      as a (store_id, day, photos, customers, below, cells)
    where day < closed_before
    group by 1, 2 order by 1, 2
    on conflict (store_id, month) do update set
      photos = old.photos + excluded.photos,
      customers = old.customers + excluded.customers,
      below_requirements = old.below_requirements + excluded.below_requirements,
      counts = array_add(old.counts, excluded.counts);
  end if;

  update store_hour h set
    photos = h.photos + a.photos,
    customers = h.customers + a.customers,
    female = h.female + a.female,
    male = h.male + a.male,
    unknown = h.unknown + a.unknown
  from unnest(hour_stores, hours, hour_photos, hour_customers, hour_female, hour_male, hour_unknown)
    as a (store_id, hour, photos, customers, female, male, unknown)
  where h.store_id = a.store_id and h.hour = instant_of(a.hour);
  get diagnostics changed = row_count;
  if changed < cardinality(hours) then
    with made as (
      insert into store_hour
        (store_id, hour, day, hour_of_day, photos, customers, female, male, unknown)
      select a.store_id, instant_of(a.hour), a.day, a.hour_of_day, a.photos, a.customers, a.female,
             a.male, a.unknown
      from unnest(hour_stores, hours, hour_days, hours_of_day, hour_photos, hour_customers,
          hour_female, hour_male, hour_unknown)
        as a (store_id, hour, day, hour_of_day, photos, customers, female, male, unknown)
      where not exists (
        select from store_hour h
        where h.store_id = a.store_id and h.hour = instant_of(a.hour))
      order by 1, 2
      on conflict do nothing
      returning store_id, day, hour_of_day
    )
    select array_agg(store_id), array_agg(day), array_agg(hour_of_day)
    into new_stores, new_days, new_hours
    from made;
    perform assert_all_added(
      changed + coalesce(cardinality(new_stores), 0), cardinality(hours));
  end if;

  for added in
    select s.region_id, a.day, sum(a.photos)::int as photos, sum(a.customers)::int as customers,
           sum(a.below)::int as below, array_concat(a.cells::int[]) as cells
    from unnest(day_stores, days, day_photos, day_customers, day_below, day_cells)
        as a (store_id, day, photos, customers, below, cells)
      join store s using (store_id)
    group by 1, 2 order by 1, 2
  loop
    update region_day d set
      photos = d.photos + added.photos,
      customers = d.customers + added.customers,
      below_requirements = d.below_requirements + added.below,
      counts = add_cells(d.counts, added.cells)
    where d.region_id = added.region_id and d.day = added.day;
    if not found then
      insert into region_day as d (region_id, day, photos, customers, below_requirements,
        covered_hours, counts)
      values (added.region_id, added.day, added.photos, added.customers, added.below, 0,
        add_cells(array_fill(0, array[168]), added.cells))
      on conflict (region_id, day) do update set
        photos = d.photos + excluded.photos,
        customers = d.customers + excluded.customers,
        below_requirements = d.below_requirements + excluded.below_requirements,
        counts = array_add(d.counts, excluded.counts);
    end if;
  end loop;

  insert into region_hour as old (region_id, day, hour_of_day, photos, customers, female, male,
    unknown, covered_hours)
  select region_id, day, hour_of_day, sum(photos), sum(customers), sum(female), sum(male),
         sum(unknown), 0
  from unnest(hour_stores, hour_days, hours_of_day, hour_photos, hour_customers, hour_female,
      hour_male, hour_unknown)
      as a (store_id, day, hour_of_day, photos, customers, female, male, unknown)
    join store using (store_id)
  group by 1, 2, 3 order by 1, 2, 3
  on conflict (region_id, day, hour_of_day) do update set
    photos = old.photos + excluded.photos,
    customers = old.customers + excluded.customers,
    female = old.female + excluded.female,
    male = old.male + excluded.male,
    unknown = old.unknown + excluded.unknown;

  if new_stores is not null then
    update region_day d set covered_hours = d.covered_hours + a.hours
    from (
      select region_id, day, count(*) as hours
      from unnest(new_stores, new_days) as n (store_id, day) join store using (store_id)
      group by 1, 2 order by 1, 2
    ) a
    where d.region_id = a.region_id and d.day = a.day;
    update region_hour h set covered_hours = h.covered_hours + a.hours
    from (
      select region_id, day, hour_of_day, count(*) as hours
      from unnest(new_stores, new_days, new_hours) as n (store_id, day, hour_of_day)
        join store using (store_id)
      group by 1, 2, 3 order by 1, 2, 3
    ) a
    where h.region_id = a.region_id and h.day = a.day and h.hour_of_day = a.hour_of_day;
  end if;
end
$$;

-- Adds to hours of cameras. Keys come sorted.
create function add_to_camera_hours(
  cameras int[], hours bigint[], more_photos int[], more_faces int[], more_customers int[],
  more_below_size int[], more_below_eye_distance int[], more_below_pose int[],
  more_below_exposure int[], more_below_sharpness int[], more_below_untold int[],
  face_sizes float8[], eye_distances float8[], sharpnesses float8[], more_skew_photos int[],
  skew_seconds float8[], most_skew_seconds float8[], last_photos bigint[]
) returns void
language plpgsql
set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  changed int;
  made int;
begin
  update camera_hour h set
    photos = h.photos + a.photos,
    faces = h.faces + a.faces,
    customers = h.customers + a.customers,
    below_size = h.below_size + a.below_size,
    below_eye_distance = h.below_eye_distance + a.below_eye_distance,
    below_pose = h.below_pose + a.below_pose,
    below_exposure = h.below_exposure + a.below_exposure,
    below_sharpness = h.below_sharpness + a.below_sharpness,
    below_untold = h.below_untold + a.below_untold,
    face_size_sum = h.face_size_sum + a.face_size_sum,
    eye_distance_sum = h.eye_distance_sum + a.eye_distance_sum,
    sharpness_sum = h.sharpness_sum + a.sharpness_sum,
    skew_photos = h.skew_photos + a.skew_photos,
    skew_seconds_sum = h.skew_seconds_sum + a.skew_seconds_sum,
    skew_seconds_max = greatest(h.skew_seconds_max, a.skew_seconds_max),
    last_photo = greatest(h.last_photo, instant_of(a.last_photo))
  from unnest(cameras, hours, more_photos, more_faces, more_customers, more_below_size,
      more_below_eye_distance, more_below_pose, more_below_exposure, more_below_sharpness,
      more_below_untold, face_sizes, eye_distances, sharpnesses, more_skew_photos, skew_seconds,
      most_skew_seconds, last_photos)
    as a (camera_id, hour, photos, faces, customers, below_size, below_eye_distance, below_pose,
      below_exposure, below_sharpness, below_untold, face_size_sum, eye_distance_sum,
      sharpness_sum, skew_photos, skew_seconds_sum, skew_seconds_max, last_photo)
  where h.camera_id = a.camera_id and h.hour = instant_of(a.hour);
  get diagnostics changed = row_count;
  if changed < cardinality(cameras) then
    insert into camera_hour (camera_id, hour, photos, faces, customers, below_size,
      below_eye_distance, below_pose, below_exposure, below_sharpness, below_untold, face_size_sum,
      eye_distance_sum, sharpness_sum, skew_photos, skew_seconds_sum, skew_seconds_max, last_photo)
    select a.camera_id, instant_of(a.hour), a.photos, a.faces, a.customers, a.below_size,
           a.below_eye_distance, a.below_pose, a.below_exposure, a.below_sharpness, a.below_untold,
           a.face_size_sum, a.eye_distance_sum, a.sharpness_sum, a.skew_photos, a.skew_seconds_sum,
           a.skew_seconds_max, instant_of(a.last_photo)
    from unnest(cameras, hours, more_photos, more_faces, more_customers, more_below_size,
        more_below_eye_distance, more_below_pose, more_below_exposure, more_below_sharpness,
        more_below_untold, face_sizes, eye_distances, sharpnesses, more_skew_photos, skew_seconds,
        most_skew_seconds, last_photos)
      as a (camera_id, hour, photos, faces, customers, below_size, below_eye_distance, below_pose,
        below_exposure, below_sharpness, below_untold, face_size_sum, eye_distance_sum,
        sharpness_sum, skew_photos, skew_seconds_sum, skew_seconds_max, last_photo)
    where not exists (
      select from camera_hour h where h.camera_id = a.camera_id and h.hour = instant_of(a.hour))
    order by 1, 2
    on conflict do nothing;
    get diagnostics made = row_count;
    perform assert_all_added(changed + made, cardinality(cameras));
  end if;
end
$$;
