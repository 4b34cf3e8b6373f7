-- Roll-ups of a batch at half the cost: elements of arrays are read where they are instead of being made
-- rows first, counts are changed in place, and each statement keeps one plan.
-- The functions of before stay for analyzers of the version before.

-- Days come as numbers: dates in words take longer to write and to read.
create function day_of(days int) returns date
language sql immutable parallel safe
return date '1970-01-01' + days;
comment on function day_of is 'The day so many days after 1970-01-01.';

-- Adds what photos of stores bring to their days, months and hours, and to those of their regions.
-- Keys come sorted. Days first: a row's lock keeps other writers from the store's hours of that day.
-- Regions last: all of their writers share them.
--
-- day_cells has the cell of each customer of a day, with commas between. Few days of a batch have
-- customers in more than four cells: cells and more tell four of each day, and how many to add. A day
-- with fewer repeats one with the same number, one without customers tells cell 1 and 0. Days with more
-- tell the same, and their places are in crowded.
create function add_batch_to_stores(
  day_stores int[], days int[], day_photos int[], day_customers int[], day_below int[],
  day_cells text[], cells int[], more int[], crowded int[],
  hour_stores int[], hours bigint[], hour_days int[], hours_of_day smallint[],
  hour_photos int[], hour_customers int[], hour_female int[], hour_male int[], hour_unknown int[]
) returns void
language plpgsql
-- Nested loops keep the order of keys, and do not read all stores for those of a batch. How long the
-- arrays are changes no plan, but would have each statement planned again.
set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
declare
  closed_before constant date := months_closed_before();
  changed int;
  made int;
  new_stores int[];
  new_days date[];
  new_hours smallint[];
  added record;
begin
  update store_day d set
    photos = d.photos + day_photos[i],
    customers = d.customers + day_customers[i],
    below_requirements = d.below_requirements + day_below[i],
    counts[cells[4 * i - 3]] = d.counts[cells[4 * i - 3]] + more[4 * i - 3],
    counts[cells[4 * i - 2]] = d.counts[cells[4 * i - 2]] + more[4 * i - 2],
    counts[cells[4 * i - 1]] = d.counts[cells[4 * i - 1]] + more[4 * i - 1],
    counts[cells[4 * i]] = d.counts[cells[4 * i]] + more[4 * i]
  from generate_series(1, cardinality(days)) i
  where d.store_id = day_stores[i] and d.day = day_of(days[i]);
  get diagnostics changed = row_count;
  if cardinality(crowded) > 0 then
    update store_day d set counts = add_cells(d.counts, ('{' || day_cells[i] || '}')::int[])
    from unnest(crowded) i
    where d.store_id = day_stores[i] and d.day = day_of(days[i]);
  end if;
  if changed < cardinality(days) then
    insert into store_day (store_id, day, photos, customers, below_requirements, counts)
    select day_stores[i], day_of(days[i]), day_photos[i], day_customers[i], day_below[i],
           add_cells(array_fill(0, array[168]), ('{' || day_cells[i] || '}')::int[])
    from generate_series(1, cardinality(days)) i
    where not exists (
      select from store_day d where d.store_id = day_stores[i] and d.day = day_of(days[i]))
    order by i
    on conflict do nothing;
    get diagnostics made = row_count;
    perform assert_all_added(changed + made, cardinality(days));
  end if;

  if day_of((select min(day) from unnest(days) day)) < closed_before then
    insert into store_month as old (store_id, month, photos, customers, below_requirements, counts)
    select day_stores[i], date_trunc('month', day_of(days[i]))::date, sum(day_photos[i]),
           sum(day_customers[i]), sum(day_below[i]),
           add_cells(array_fill(0, array[168]),
             ('{' || coalesce(string_agg(nullif(day_cells[i], ''), ','), '') || '}')::int[])
    from generate_series(1, cardinality(days)) i
    where day_of(days[i]) < closed_before
    group by 1, 2 order by 1, 2
    on conflict (store_id, month) do update set
      photos = old.photos + excluded.photos,
      customers = old.customers + excluded.customers,
      below_requirements = old.below_requirements + excluded.below_requirements,
      counts = array_add(old.counts, excluded.counts);
  end if;

  update store_hour h set
    photos = h.photos + hour_photos[i],
    customers = h.customers + hour_customers[i],
    female = h.female + hour_female[i],
    male = h.male + hour_male[i],
    unknown = h.unknown + hour_unknown[i]
  from generate_series(1, cardinality(hours)) i
  where h.store_id = hour_stores[i] and h.hour = instant_of(hours[i]);
  get diagnostics changed = row_count;
  if changed < cardinality(hours) then
    with made as (
      insert into store_hour
        (store_id, hour, day, hour_of_day, photos, customers, female, male, unknown)
      select hour_stores[i], instant_of(hours[i]), day_of(hour_days[i]), hours_of_day[i],
             hour_photos[i], hour_customers[i], hour_female[i], hour_male[i], hour_unknown[i]
      from generate_series(1, cardinality(hours)) i
      where not exists (
        select from store_hour h
        where h.store_id = hour_stores[i] and h.hour = instant_of(hours[i]))
      order by i
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
    select s.region_id, day_of(days[i]) as day, sum(day_photos[i])::int as photos,
           sum(day_customers[i])::int as customers, sum(day_below[i])::int as below,
           ('{' || coalesce(string_agg(nullif(day_cells[i], ''), ','), '') || '}')::int[] as cells
    from generate_series(1, cardinality(days)) i join store s on s.store_id = day_stores[i]
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
  select s.region_id, day_of(hour_days[i]), hours_of_day[i], sum(hour_photos[i]),
         sum(hour_customers[i]), sum(hour_female[i]), sum(hour_male[i]), sum(hour_unknown[i]), 0
  from generate_series(1, cardinality(hours)) i join store s on s.store_id = hour_stores[i]
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
create function add_batch_to_cameras(
  cameras int[], hours bigint[], more_photos int[], more_faces int[], more_customers int[],
  more_below_size int[], more_below_eye_distance int[], more_below_pose int[],
  more_below_exposure int[], more_below_sharpness int[], more_below_untold int[],
  face_sizes float8[], eye_distances float8[], sharpnesses float8[], more_skew_photos int[],
  skew_seconds float8[], most_skew_seconds float8[], last_photos bigint[]
) returns void
language plpgsql
set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
declare
  changed int;
  made int;
begin
  update camera_hour h set
    photos = h.photos + more_photos[i],
    faces = h.faces + more_faces[i],
    customers = h.customers + more_customers[i],
    below_size = h.below_size + more_below_size[i],
    below_eye_distance = h.below_eye_distance + more_below_eye_distance[i],
    below_pose = h.below_pose + more_below_pose[i],
    below_exposure = h.below_exposure + more_below_exposure[i],
    below_sharpness = h.below_sharpness + more_below_sharpness[i],
    below_untold = h.below_untold + more_below_untold[i],
    face_size_sum = h.face_size_sum + face_sizes[i],
    eye_distance_sum = h.eye_distance_sum + eye_distances[i],
    sharpness_sum = h.sharpness_sum + sharpnesses[i],
    skew_photos = h.skew_photos + more_skew_photos[i],
    skew_seconds_sum = h.skew_seconds_sum + skew_seconds[i],
    skew_seconds_max = greatest(h.skew_seconds_max, most_skew_seconds[i]),
    last_photo = greatest(h.last_photo, instant_of(last_photos[i]))
  from generate_series(1, cardinality(cameras)) i
  where h.camera_id = cameras[i] and h.hour = instant_of(hours[i]);
  get diagnostics changed = row_count;
  if changed < cardinality(cameras) then
    insert into camera_hour (camera_id, hour, photos, faces, customers, below_size,
      below_eye_distance, below_pose, below_exposure, below_sharpness, below_untold, face_size_sum,
      eye_distance_sum, sharpness_sum, skew_photos, skew_seconds_sum, skew_seconds_max, last_photo)
    select cameras[i], instant_of(hours[i]), more_photos[i], more_faces[i], more_customers[i],
           more_below_size[i], more_below_eye_distance[i], more_below_pose[i],
           more_below_exposure[i], more_below_sharpness[i], more_below_untold[i], face_sizes[i],
           eye_distances[i], sharpnesses[i], more_skew_photos[i], skew_seconds[i],
           most_skew_seconds[i], instant_of(last_photos[i])
    from generate_series(1, cardinality(cameras)) i
    where not exists (
      select from camera_hour h where h.camera_id = cameras[i] and h.hour = instant_of(hours[i]))
    order by i
    on conflict do nothing;
    get diagnostics made = row_count;
    perform assert_all_added(changed + made, cardinality(cameras));
  end if;
end
$$;
