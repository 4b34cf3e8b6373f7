# shellcheck shell=bash
# Go, which Kubernetes is built with. Debian's is too old for that, but can fetch a newer one as a
# module, and holds it against Go's checksum database.

# What is fetched where the machine has none, or an older one than is asked for.
go_release=1.26.8

# require_go VERSION: has `go` be VERSION or newer from here on.
require_go() {
  ! is_go_at_least "$1" || return 0
  local folder=$cache/go-$go_release
  if [ ! -x "$folder/bin/go" ]; then
    require_programs go:golang-go
    step "Fetching Go $go_release (once)" fetch_go "$folder"
  fi
  PATH=$folder/bin:$PATH
  unset GOROOT
}

is_go_at_least() {
  command -v go >/dev/null || return 1
  [ "$(printf 'go%s\n%s\n' "$1" "$(go env GOVERSION)" | sort -V | head -n 1)" = "go$1" ]
}

# fetch_go FOLDER: whole or not at all.
fetch_go() {
  local folder=$1 module
  module=$(cd / && go mod download -json "golang.org/toolchain@v0.0.1-go$go_release.linux-$(dpkg --print-architecture)" |
    awk -F'"' '$2 == "Dir" {print $4}')
  rm -rf "$folder.part"
  mkdir -p "$cache"
  cp -r "$module" "$folder.part"
  chmod -R u+w "$folder.part"
  # A module keeps neither the right to run nor a go.mod below its own.
  chmod +x "$folder.part"/bin/* "$folder.part"/pkg/tool/*/*
  find "$folder.part" -name _go.mod -execdir mv _go.mod go.mod ';'
  mv "$folder.part" "$folder"
}
