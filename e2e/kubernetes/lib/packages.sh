# shellcheck shell=bash
# What the machine lacks: root installs it from Debian's packages, others are told what to install.

# require_programs PROGRAM:PACKAGE...
require_programs() {
  local entry missing=()
  for entry in "$@"; do
    command -v "${entry%%:*}" >/dev/null || missing+=("${entry#*:}")
  done
  [ ${#missing[@]} -eq 0 ] || require_packages "${missing[@]}"
}

# require_packages PACKAGE...: installs packages that are missing.
require_packages() {
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    fail "not installed: $*. On Debian, as root: apt-get install $*"
  fi
  step "Installing $* (about 10 s)" install_packages "$@"
}

install_packages() {
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}
