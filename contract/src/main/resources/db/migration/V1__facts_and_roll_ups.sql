-- Storelens: facts, roll-ups, catalogue and the three roles.
-- Works with TimescaleDB's Apache edition: no continuous aggregates, policies or jobs.

create extension if not exists timescaledb;

-- Roles -------------------------------------------------------------------------------------------
-- Without login: a pod's own user is made a member, or takes the role on after login. Roles belong
-- to the whole server, so they may be there already.
do $$
begin
  if not exists (select from pg_roles where rolname = 'storelens_writer') then
    create role storelens_writer nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'storelens_reader') then
    create role storelens_reader nologin;
  end if;
end
$$;

-- Catalogue: written by the operator, never by a pod ------------------------------------------------
create table region (
  region_id int generated always as identity primary key,
  name text not null unique,
  smallest_group int not null default 1 check (smallest_group >= 1),
  removed_at timestamptz
);

create table store (
  store_id int generated always as identity primary key,
  name text not null unique,
  region_id int not null references region,
  country text not null,
  city text not null,
  display_name text not null,
  time_zone text not null,
  removed_at timestamptz
);
create index on store (region_id);

create table camera (
  camera_id int generated always as identity primary key,
  name text not null unique,
  store_id int not null references store,
  position text not null,
  removed_at timestamptz
);
create index on camera (store_id);

comment on column region.removed_at is 'When the resource was deleted; its history stays.';

-- Facts ---------------------------------------------------------------------------------------------
-- One row a photo: what makes a repeated hand-over count once.
create table photo (
  photo_id bytea primary key check (length(photo_id) = 32),
  camera_id int not null references camera,
  captured_at timestamptz not null,
  committed_at timestamptz not null default now(),
  refused text
);
create index on photo (committed_at);
comment on column photo.refused is 'Why the photo could never be analysed; null when it was analysed.';

-- One row a customer: a face that met the region's requirements.
create table face_observation (
  captured_at timestamptz not null,
  store_id int not null,
  camera_id int not null,
  photo_id bytea not null,
  face smallint not null,
  gender smallint not null,
  gender_confidence real not null,
  age real not null,
  age_band smallint not null,
  mood smallint not null,
  mood_confidence real,
  face_size real not null,
  eye_distance real not null,
  sharpness real not null,
  provider text not null,
  model text not null
);
select create_hypertable('face_observation', by_range('captured_at', interval '1 day'),
  create_default_indexes => false);
create index on face_observation (store_id, captured_at desc);
create index on face_observation using brin (captured_at);
comment on column face_observation.face_size is 'Shorter side of the face''s box, in pixels of the photo.';
comment on column face_observation.gender is '0 female, 1 male, 2 unknown.';
comment on column face_observation.age_band is '0 to 6: 0-15, 16-24, 25-34, 35-44, 45-54, 55-64, 65+.';
comment on column face_observation.mood is
  '0 to 7: neutral, happiness, sadness, anger, fear, disgust, surprise, unknown.';

-- Roll-ups: written in the transaction that writes the facts ------------------------------------------
-- One wide row a store and local day, one a store and local month. counts has 168 elements: gender
-- (3) x age band (7) x mood (8), mood fastest; element 1 is (female, 0-15, neutral).
create table store_day (
  store_id int not null references store,
  day date not null,
  photos int not null,
  customers int not null,
  below_requirements int not null,
  counts int[] not null check (cardinality(counts) = 168),
  primary key (store_id, day)
) with (fillfactor = 60);

create table store_month (
  store_id int not null references store,
  month date not null check (extract(day from month) = 1),
  photos int not null,
  customers int not null,
  below_requirements int not null,
  counts int[] not null check (cardinality(counts) = 168),
  primary key (store_id, month)
) with (fillfactor = 60);

-- hour is the instant at which the store's local hour began: days of 23 and 25 hours stay right.
-- day and hour_of_day are the same in local time.
create table store_hour (
  store_id int not null references store,
  hour timestamptz not null,
  day date not null,
  hour_of_day smallint not null check (hour_of_day between 0 and 23),
  photos int not null,
  customers int not null,
  female int not null,
  male int not null,
  unknown int not null,
  primary key (store_id, hour)
) with (fillfactor = 60);
create index on store_hour (store_id, day);

-- What the operator and the camera page read. hour is a UTC hour of arrival.
create table camera_hour (
  camera_id int not null references camera,
  hour timestamptz not null,
  photos int not null default 0,
  faces int not null default 0,
  customers int not null default 0,
  below_size int not null default 0,
  below_eye_distance int not null default 0,
  below_sharpness int not null default 0,
  face_size_sum double precision not null default 0,
  eye_distance_sum double precision not null default 0,
  sharpness_sum double precision not null default 0,
  skew_photos int not null default 0,
  skew_seconds_sum double precision not null default 0,
  skew_seconds_max double precision not null default 0,
  last_photo timestamptz,
  primary key (camera_id, hour)
) with (fillfactor = 60);
comment on column camera_hour.faces is
  'All faces found: customers, and those below the requirements by the first one they miss.';
comment on column camera_hour.face_size_sum is
  'Over all faces, as eye_distance_sum and sharpness_sum are: divide by faces.';
comment on column camera_hour.skew_seconds_sum is
  'Camera clock minus arrival, summed over skew_photos; skew_seconds_max is the largest absolute one.';

-- hour is a UTC hour of arrival, day the store's local day of it.
create table camera_refusal (
  camera_id int not null references camera,
  hour timestamptz not null,
  reason text not null,
  day date not null,
  photos int not null,
  primary key (camera_id, hour, reason)
) with (fillfactor = 60);
create index on camera_refusal (camera_id, day);

-- Reports of the ingest's own refusals that are counted already.
create table refusal_report (
  report_id uuid primary key,
  counted_at timestamptz not null default now()
);

-- Adds two arrays of the same length, element by element.
create function array_add(a int[], b int[]) returns int[]
language sql immutable strict parallel safe
return (select array_agg(x + y order by i) from unnest(a, b) with ordinality as t(x, y, i));

-- Sums arrays of the same length, element by element.
create aggregate array_sum(int[]) (sfunc = array_add, stype = int[], parallel = safe);

-- What readers see -----------------------------------------------------------------------------------
create view report_place as
select r.name as region, s.country, s.city, s.name as store, s.display_name, s.time_zone,
       r.smallest_group, s.store_id
from store s join region r using (region_id)
where s.removed_at is null
   or exists (select from store_month m where m.store_id = s.store_id);

create view report_camera as
select c.name as camera, c.position, c.camera_id, c.store_id, c.removed_at
from camera c;

create view report_store_day as select * from store_day;
create view report_store_month as select * from store_month;
create view report_store_hour as select * from store_hour;
create view report_camera_hour as
select h.*, c.store_id from camera_hour h join camera c using (camera_id);
create view report_refusal as
select f.*, c.store_id from camera_refusal f join camera c using (camera_id);

-- Grants ---------------------------------------------------------------------------------------------
grant select on region, store, camera to storelens_writer;
grant select, insert on photo, refusal_report to storelens_writer;
grant insert on face_observation to storelens_writer;
grant select, insert, update on store_day, store_month, store_hour, camera_hour, camera_refusal
  to storelens_writer;
grant select on report_place, report_camera, report_store_day, report_store_month,
  report_store_hour, report_camera_hour, report_refusal to storelens_reader;
grant storelens_writer, storelens_reader to current_user;
