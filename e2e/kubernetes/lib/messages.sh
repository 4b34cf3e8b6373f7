# shellcheck shell=bash
# What the user sees: one line a step, and a clear end.

# The step that is being done, for the message when it fails.
current_step=

fail() {
  echo "cluster: $1" >&2
  exit 1
}

# step TITLE COMMAND...: says what is being done, does it, and adds how long it took. What the
# command prints goes to a log. Not in a condition: there, bash would go on after a failure.
step() {
  local started=$SECONDS
  current_step=$1
  shift
  mkdir -p "$run/log"
  printf '%s ... ' "$current_step"
  "$@" >>"$run/log/steps" 2>&1
  printf '%d s\n' "$((SECONDS - started))"
  current_step=
}
