#!/bin/sh
# The evaluation database: PostgreSQL with TimescaleDB, as an unprivileged user, its data in a volume.
set -eu
umask 077

data=/var/lib/postgresql/17
password=/tmp/password

# Whole or not at all: it gets its name when all is there.
make_database() {
  rm -rf "$data.new"
  printf '%s' "$POSTGRES_PASSWORD" >"$password"
  initdb --pgdata="$data.new" --username=storelens --pwfile="$password" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 --data-checksums
  rm -f "$password"
  echo 'host all all all scram-sha-256' >>"$data.new/pg_hba.conf"
  echo 'CREATE DATABASE storelens' | postgres --single -D "$data.new" postgres
  mv "$data.new" "$data"
}

[ -f "$data/PG_VERSION" ] || make_database
unset POSTGRES_PASSWORD

# Written at each start; own settings go into custom.conf in the volume. The log holds warnings, and
# never a statement: statements hold data.
cat >"$data/postgresql.conf" <<'SETTINGS'
listen_addresses = '*'
unix_socket_directories = '/tmp'
max_connections = 200
shared_preload_libraries = 'timescaledb'
timescaledb.telemetry_level = off
timescaledb.max_background_workers = 0
shared_buffers = 192MB
work_mem = 8MB
maintenance_work_mem = 64MB
jit = off
min_wal_size = 80MB
max_wal_size = 1GB
checkpoint_timeout = 15min
timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'iso, ymd'
lc_messages = 'C'
log_checkpoints = off
log_statement = none
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
include_if_exists 'custom.conf'
SETTINGS

exec postgres -D "$data"
