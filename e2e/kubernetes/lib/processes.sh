# shellcheck shell=bash
# Processes that outlive this script, and how they are found again.

# One line a process: name, pid, and when it started (clock ticks since boot), without which a pid
# that another program has got since could be taken for ours.
process_list=$run/processes

# Only one `up` or `down` at a time.
lock() {
  mkdir -p "$cache"
  exec 9>"$cache/lock"
  flock -w 1200 9 || fail "another e2e/cluster has been at work for 20 minutes; see who holds $cache/lock"
}

# Field 22 of /proc/PID/stat; the second field, in brackets, may have spaces.
start_time() {
  sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20
}

# start NAME COMMAND...: in the background, in a session of its own, its output in a log. Proxies
# are for the world outside, and the cluster does not go there.
start() {
  local name=$1
  shift
  mkdir -p "$run/log"
  env -u http_proxy -u https_proxy -u all_proxy -u HTTP_PROXY -u HTTPS_PROXY -u ALL_PROXY \
    setsid "$@" >"$run/log/$name" 2>&1 </dev/null 7>&- 8>&- 9>&- &
  echo "$name $! $(start_time $!)" >>"$process_list"
  disown # bash would tell of its end
}

# restart NAME: kills the process and starts the same command again.
restart() {
  local name=$1 pid since command
  read -r pid since < <(awk -v name="$name" '$1 == name {print $2, $3}' "$process_list")
  is_ours "$pid" "$since" || fail "$name is not running"
  mapfile -d '' -t command <"/proc/$pid/cmdline"
  kill -KILL "$pid"
  while is_ours "$pid" "$since"; do
    sleep 0.05
  done
  sed -i "/^$name /d" "$process_list"
  start "$name" "${command[@]}"
}

# is_ours PID START: still the process that was started.
is_ours() {
  [ "$(start_time "$1")" = "$2" ]
}

# Fails when one of the processes has ended, and shows why.
all_alive() {
  local name pid since
  while read -r name pid since; do
    if ! is_ours "$pid" "$since"; then
      echo "$name has ended. The end of its log:"
      tail -n 15 "$run/log/$name"
      return 1
    fi
  done <"$process_list"
}

# wait_until SECONDS WHAT COMMAND...: asks five times a second.
wait_until() {
  local seconds=$1 what=$2 deadline=$((SECONDS + $1))
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ ! -f "$process_list" ] || all_alive
    if [ "$SECONDS" -ge "$deadline" ]; then
      echo "$what: not within $seconds s"
      return 1
    fi
    sleep 0.2
  done
}

# end_started NAME: ends one, at once. What runs in the node is the child of the process that entered it,
# which ends after it, and would leave it running if it ended alone.
end_started() {
  local name pid since
  while read -r name pid since; do
    if [ "$name" = "$1" ] && is_ours "$pid" "$since"; then
      pkill -KILL --parent "$pid" || kill -KILL "$pid"
      while is_ours "$pid" "$since"; do
        sleep 0.05
      done
    fi
  done <"$process_list"
  sed -i "/^$1 /d" "$process_list"
}

# Ends what was started, the last first. By KILL: all they hold is in memory or goes with the run
# folder, and an API server that is asked to end takes its time.
stop_started() {
  local name pid since
  [ -f "$process_list" ] || return 0
  while read -r name pid since; do
    if is_ours "$pid" "$since"; then
      kill -KILL "$pid" 2>/dev/null || true
    fi
  done < <(tac "$process_list")
  while read -r name pid since; do
    while is_ours "$pid" "$since"; do
      sleep 0.05
    done
  done <"$process_list"
  rm -f "$process_list"
}
