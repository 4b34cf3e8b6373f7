-- Providers that tell no confidence; more reasons why a face is no customer.

alter table face_observation alter column gender_confidence drop not null;
comment on column face_observation.gender_confidence is
  'Probability of the likelier gender; null where the provider tells none.';

alter table camera_hour
  add column below_pose int not null default 0,
  add column below_exposure int not null default 0,
  add column below_untold int not null default 0;
comment on column camera_hour.below_untold is 'Faces that the provider found and told nothing of.';

-- As before, with the new columns behind the others.
create or replace view report_camera_hour with (security_barrier) as
select h.camera_id, h.hour, h.photos, h.faces, h.customers, h.below_size, h.below_eye_distance,
       h.below_sharpness, h.face_size_sum, h.eye_distance_sum, h.sharpness_sum, h.skew_photos,
       h.skew_seconds_sum, h.skew_seconds_max, h.last_photo, c.store_id, h.below_pose,
       h.below_exposure, h.below_untold
from camera_hour h join camera c using (camera_id)
where c.store_id in (select store_id from visible_store);

-- What providers that are called were asked, a month (UTC). Written by the analyzers.
create table provider_usage (
  provider text not null,
  month date not null check (extract(day from month) = 1),
  calls bigint not null,
  cost numeric(18, 6) not null,
  primary key (provider, month)
);
comment on column provider_usage.cost is 'Money, by the prices that were set when the calls were made.';
create view report_provider_usage as select * from provider_usage;
grant select, insert, update on provider_usage to storelens_writer;
grant select on report_provider_usage to storelens_reader;
