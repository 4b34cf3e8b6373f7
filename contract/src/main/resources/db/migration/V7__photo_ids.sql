-- A photo's id has 16 bytes: half the room of the receipts' key and of each observation's. Rows of before have 32.
alter table photo drop constraint photo_photo_id_check;
alter table photo add constraint photo_photo_id_check check (length(photo_id) in (16, 32));
