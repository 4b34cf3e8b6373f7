# shellcheck shell=bash
# The base of the image that the stories' clients run in: Java, and programs of Debian's packages.

# Programs with the libraries they need, each with the package it is from.
tool_programs=(curl:curl lftp:lftp nsenter:util-linux)

# tools_image [TAR]: a tar with them, in the cache or at TAR.
tools_image() {
  local base folder target=${1:-} entry
  require_programs "${tool_programs[@]}" python3:python3 >&2
  base=$(base_image)
  folder=$cache/tools-$({
    echo "$base"
    for entry in "${tool_programs[@]}"; do dpkg-query --show "${entry#*:}"; done
    sha256sum <"$(static_busybox)"
    cat "$here/lib/tools-image.sh" "$here/images/image.py"
  } | sha256sum | cut -c 1-16)
  if [ ! -f "$folder/image.tar" ]; then
    step "Making the image of the stories' clients (once; about 20 s)" make_tools_image "$folder" "$base" >&2
  fi
  touch "$folder" # in use
  if [ -n "$target" ]; then
    mkdir -p "$(dirname "$target")"
    cmp -s "$folder/image.tar" "$target" || cp "$folder/image.tar" "$target"
  fi
  echo "${target:-$folder/image.tar}"
}

# make_tools_image FOLDER BASE
make_tools_image() {
  local folder=$1 base=$2 root=$1/root entry file layer
  rm -rf "$root"
  mkdir -p "$root"
  while read -r layer; do
    tar --extract --to-stdout --file "$base" "$layer" | tar --extract --gzip --directory "$root"
  done < <(tar --extract --to-stdout --file "$base" manifest.json |
    python3 -c 'import json, sys; print(*json.load(sys.stdin)[0]["Layers"], sep="\n")')
  # lftp loads its protocols when it needs them.
  for entry in "${tool_programs[@]}"; do
    install -D --mode 755 "$(command -v "${entry%%:*}")" "$root/usr/bin/${entry%%:*}"
  done
  while read -r file; do
    install -D --mode 644 "$file" "$root$file"
  done < <(dpkg-query --listfiles lftp | grep '\.so$')
  while read -r file; do
    [ -e "$root/usr${file#/usr}" ] || install -D --mode 755 "$(readlink -f "$file")" "$root/usr${file#/usr}"
  done < <(libraries_of "$root"/usr/bin/{curl,lftp,nsenter} "$root"/usr/lib/lftp/*/*.so)
  mkdir -p "$root/bin"
  cp "$(static_busybox)" "$root/bin/busybox"
  "$root/bin/busybox" --list | grep -vx busybox | while read -r entry; do
    [ -e "$root/usr/bin/$entry" ] || ln -s busybox "$root/bin/$entry"
  done
  python3 "$here/images/image.py" localhost/storelens-tools:1 "$root" "$folder/image.tar" --level 1 \
    --env PATH=/usr/sbin:/usr/bin:/sbin:/bin --env JAVA_HOME=/usr/lib/java --env LANG=C.UTF-8 --user "$image_user:$image_user"
  rm -rf "$root"
}

# libraries_of FILE...: the paths on this machine of the shared libraries that they need.
libraries_of() {
  local file
  for file in "$@"; do
    ldd "$file" 2>/dev/null | awk '$2 == "=>" && $3 ~ /^\// {print $3}'
  done | sort -u
}
