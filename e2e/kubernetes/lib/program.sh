# shellcheck shell=bash
# Programs built from source, kept in the cache under a hash of that source.

# So that two machines get the same binary.
export CGO_ENABLED=0 GOFLAGS="-trimpath -buildvcs=false" GOWORK=off

programs=(kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy kubectl etcd)

# source_hash FOLDER: of what decides the binary.
source_hash() {
  local sources
  mapfile -t sources < <(cd "$1" && find . -name '*.go' ! -name '*_test.go' | sort)
  (cd "$1" && cat go.mod go.sum "${sources[@]}") | sha256sum | cut -c 1-16
}

hyperkube_folder() {
  echo "$cache/hyperkube-$(source_hash "$here/hyperkube")"
}

# require_space FOLDER GIGABYTES
require_space() {
  mkdir -p "$1"
  local free
  free=$(($(df --output=avail -k "$1" | tail -n 1) / 1024 / 1024))
  [ "$free" -ge "$2" ] || fail "$1 has $free GB free; the build needs $2 GB. Free some, or set XDG_CACHE_HOME (and GOCACHE)."
}

# The linker alone takes 3.3 GB.
require_memory_to_link() {
  local available
  available=$(($(awk '$1 == "MemAvailable:" {print $2}' /proc/meminfo) / 1024))
  [ "$available" -ge 4000 ] || fail "$available MB of memory are available; the build needs 4000 MB. End something first."
}

# Old builds go when nobody has used them for a month.
remove_old_programs() {
  find "$cache" -mindepth 1 -maxdepth 1 -name '*-????????????????' -mtime +30 -exec rm -rf {} +
}

# build_module FOLDER OUTPUT [GO FLAG...]: whole or not at all.
build_module() {
  local source=$1 output=$2
  shift 2
  mkdir -p "$(dirname "$output")"
  (cd "$source" && go mod download && nice -n 10 go build "$@" -o "$output.part" .)
  mv "$output.part" "$output"
}

# Components say which version they are by these; without them clients see v0.0.0.
hyperkube_flags() {
  local package=k8s.io/component-base/version
  echo "-s -w -X $package.gitVersion=$kubernetes_version -X $package.gitMajor=1 -X $package.gitMinor=37" \
    "-X $package.gitTreeState=clean"
}

require_hyperkube() {
  local folder
  folder=$(hyperkube_folder)
  if [ ! -x "$folder/hyperkube" ]; then
    require_go 1.26.0
    require_space "$cache" 1
    require_space "$(go env GOCACHE)" 6
    require_memory_to_link
    mkdir -p "$cache"
    remove_old_programs
    step "Building Kubernetes $kubernetes_version (once; 5 to 10 minutes on two cores)" \
      build_module "$here/hyperkube" "$folder/hyperkube" -ldflags "$(hyperkube_flags)"
  fi
  touch "$folder" # in use
  local name
  for name in "${programs[@]}"; do
    ln -sf hyperkube "$folder/$name"
  done
}
