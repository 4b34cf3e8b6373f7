# shellcheck shell=bash
# Container images without a registry: one static binary each, built from source, kept in the cache.

# Add-on programs whose modules can be built as they are, at a fixed version.
metrics_server=sigs.k8s.io/metrics-server/cmd/metrics-server@v0.9.0
local_path_provisioner=github.com/rancher/local-path-provisioner@v0.0.30

helm_package=helm.sh/helm/v4/cmd/helm@v4.3.1

# built_helm: its path.
built_helm() {
  require_go 1.26.0 >&2
  require_installed "$helm_package" >&2
  echo "$(installed_folder "$helm_package")/helm"
}

pause_folder() {
  echo "$cache/pause-$(source_hash "$here/images/pause")"
}

coredns_folder() {
  echo "$cache/coredns-$(source_hash "$here/dns")"
}

# installed_folder PACKAGE@VERSION
installed_folder() {
  echo "$cache/$(basename "${1%@*}")-$(echo "$1" | sha256sum | cut -c 1-16)"
}

# install_package PACKAGE@VERSION: whole or not at all.
install_package() {
  local folder
  folder=$(installed_folder "$1")
  rm -rf "$folder.part"
  # Not in a folder with a go.mod: that would choose other versions of its libraries.
  (cd / && GOBIN=$folder.part nice -n 10 go install -ldflags '-s -w' "$1")
  rm -rf "$folder"
  mv "$folder.part" "$folder"
}

# require_installed PACKAGE@VERSION
require_installed() {
  local folder name
  folder=$(installed_folder "$1")
  name=$(basename "${1%@*}")
  [ -x "$folder/$name" ] || step "Building $name (once; 1 to 2 minutes)" install_package "$1"
  touch "$folder"
}

# image NAME FOLDER BINARY [PATH]: FOLDER/image.tar with BINARY, which it runs unless a pod says
# otherwise. The name is localhost/NAME, so that no registry is ever asked.
image() {
  local name=$1 folder=$2 binary=$3 path=${4:-/${1%:*}} root
  [ ! -f "$folder/image.tar" ] || return 0
  root=$folder/root
  rm -rf "$root"
  mkdir -p "$root/tmp" "$(dirname "$root$path")"
  chmod 1777 "$root/tmp"
  cp "$binary" "$root$path"
  if [ "${name%:*}" = busybox ]; then
    "$binary" --list | grep -vx busybox | while read -r applet; do ln -s busybox "$root/bin/$applet"; done
  fi
  python3 "$here/images/image.py" "localhost/$name" "$root" "$folder/image.tar" "$path"
  rm -rf "$root"
}

busybox_folder() {
  echo "$cache/busybox-$(sha256sum <"$(static_busybox)" | cut -c 1-16)"
}

require_images() {
  if [ ! -x "$(pause_folder)/pause" ]; then
    require_go 1.26.0
    step "Building pause (once)" build_module "$here/images/pause" "$(pause_folder)/pause" -ldflags '-s -w'
  fi
  [ -x "$(coredns_folder)/coredns" ] ||
    step "Building CoreDNS (once; 1 to 2 minutes)" build_module "$here/dns" "$(coredns_folder)/coredns" -ldflags '-s -w'
  require_installed "$metrics_server"
  require_installed "$local_path_provisioner"
  mkdir -p "$(busybox_folder)"
  step "Making images" make_images
}

make_images() {
  touch "$(pause_folder)" "$(coredns_folder)" "$(busybox_folder)" # in use
  local folder
  image pause:1 "$(pause_folder)" "$(pause_folder)/pause"
  image coredns:1.15.0 "$(coredns_folder)" "$(coredns_folder)/coredns"
  image busybox:1 "$(busybox_folder)" "$(static_busybox)" /bin/busybox
  folder=$(installed_folder "$metrics_server")
  image metrics-server:0.9.0 "$folder" "$folder/metrics-server"
  folder=$(installed_folder "$local_path_provisioner")
  image local-path-provisioner:0.0.30 "$folder" "$folder/local-path-provisioner"
}

load_images() {
  local folder
  for folder in "$(pause_folder)" "$(coredns_folder)" "$(busybox_folder)" \
    "$(installed_folder "$metrics_server")" "$(installed_folder "$local_path_provisioner")"; do
    load_image "$folder/image.tar"
  done
}
