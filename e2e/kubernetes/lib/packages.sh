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

# static_busybox: the path of a busybox that needs no library. Another package has one of the same
# name that does, and tests install that; so it is unpacked, where it is missing, and not installed.
static_busybox() {
  local folder=$cache/busybox-static
  if command -v busybox >/dev/null && ! ldd "$(command -v busybox)" >/dev/null 2>&1; then
    command -v busybox
    return
  fi
  [ -x "$folder/usr/bin/busybox" ] || [ -x "$folder/bin/busybox" ] ||
    step "Unpacking busybox-static (about 10 s)" unpack_busybox "$folder" >&2
  if [ -x "$folder/usr/bin/busybox" ]; then echo "$folder/usr/bin/busybox"; else echo "$folder/bin/busybox"; fi
}

unpack_busybox() {
  mkdir -p "$1"
  apt-get update -q
  (cd "$1" && apt-get download -q busybox-static && dpkg-deb -x busybox-static_*.deb .)
}
