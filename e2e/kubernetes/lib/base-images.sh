# shellcheck shell=bash
# Images that programs are put into, or that stand in for a service of a cloud, where there is no
# registry: made of what Debian's packages hold. Each is a tar in the cache.

# What the Java programs need. java.se: libraries ask for parts of it that no one would guess.
java_modules=java.se,jdk.crypto.ec,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs

# Parts of Java that need a screen or a sound card; with them come 30 libraries more.
java_parts_not_needed=(libawt_xawt.so libjawt.so libjsound.so libsplashscreen.so)

# Libraries that the programs bring no copy of, though they load them: ONNX Runtime is C++, and asks for
# parts of the C library by the names they had once.
libraries_loaded=(libstdc++.so.6 libgcc_s.so.1 libdl.so.2 libm.so.6 libpthread.so.0 librt.so.1
  libresolv.so.2 libnss_dns.so.2 libnss_files.so.2)

# The unprivileged user of distroless images, so that both bases are used alike.
image_user=65532

# base_image [TAR]: a tar with a Java runtime and nothing else that runs, in the cache or at TAR.
base_image() {
  local tool folder target=${1:-}
  for tool in jlink ldd dpkg-query python3; do
    command -v "$tool" >/dev/null || fail "$tool is not installed; the base image is made with it, on Debian."
  done
  folder=$cache/java-base-$({
    java -version 2>&1
    dpkg-query --show libc6 libstdc++6
    cat "$here/lib/base-images.sh" "$here/images/image.py"
  } | sha256sum | cut -c 1-16)
  if [ ! -f "$folder/image.tar" ]; then
    step "Making the Java base image (once; about 30 s)" make_base_image "$folder" >&2
  fi
  touch "$folder" # in use
  if [ -n "$target" ]; then
    mkdir -p "$(dirname "$target")"
    cmp -s "$folder/image.tar" "$target" || cp "$folder/image.tar" "$target"
  fi
  echo "${target:-$folder/image.tar}"
}

# make_base_image FOLDER
make_base_image() {
  local folder=$1 root=$1/root part
  rm -rf "$root"
  mkdir -p "$root"/{usr/lib,usr/bin,tmp,etc/ssl/certs/java,var/lib/dpkg/status.d}
  ln -s usr/lib "$root/lib"
  ln -s usr/lib64 "$root/lib64"
  chmod 1777 "$root/tmp"
  jlink --add-modules "$java_modules" --strip-debug --no-header-files --no-man-pages --compress=2 \
    --output "$root/usr/lib/java"
  for part in "${java_parts_not_needed[@]}"; do rm -f "$root/usr/lib/java/lib/$part"; done
  dump_classes "$root/usr/lib/java/bin/java"
  ln -s ../lib/java/bin/java "$root/usr/bin/java"
  copy_libraries "$root"
  printf 'root:x:0:0::/:/sbin/nologin\nnonroot:x:%s:%s::/tmp:/sbin/nologin\n' "$image_user" "$image_user" >"$root/etc/passwd"
  printf 'root:x:0:\nnonroot:x:%s:\n' "$image_user" >"$root/etc/group"
  echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
  cp /etc/os-release "$root/etc/os-release"
  python3 "$here/images/image.py" localhost/storelens-java-base:17 "$root" "$folder/image.tar" --level 6 \
    --env PATH=/usr/bin --env JAVA_HOME=/usr/lib/java --env LANG=C.UTF-8 --user "$image_user:$image_user"
  rm -rf "$root"
}

# dump_classes JAVA: classes as they lie in memory, for a faster start. They lie there alike each time where
# nothing is left to chance: addresses, threads beside it, when the collector works. A rare dump differs even so,
# and the one that comes three times is taken.
dump_classes() {
  local core archive=${1%/bin/java}/lib/server/classes.jsa sums="" fixed=()
  core=$(grep Cpus_allowed_list /proc/self/status | grep -oE '[0-9]+' | head -n 1)
  if taskset --cpu-list "$core" setarch --addr-no-randomize true 2>/dev/null; then
    fixed=(taskset --cpu-list "$core" setarch --addr-no-randomize)
  fi
  for _ in 1 2 3 4 5 6 7 8 9; do
    "${fixed[@]}" "$1" -Xshare:dump -Xint -Xms128m -Xmx128m
    sums+="$(sha256sum <"$archive")"$'\n'
    [ "$(grep --count --line-regexp --fixed-strings "$(tail -n 1 <<<"${sums%$'\n'}")" <<<"$sums")" -lt 3 ] || return 0
  done
  echo "the dumped classes were never three times alike; this base image is like no other" >&2
}

# copy_libraries ROOT: the shared libraries that Java's own need, from this machine, and what package
# each is from, in the form that scanners of images read.
copy_libraries() {
  local root=$1 library package
  while read -r library; do
    install -D --mode 755 "$(readlink -f "$library")" "$root/usr${library#/usr}"
    package=$(package_of "$library")
    [ -z "$package" ] || dpkg-query --status "$package" >"$root/var/lib/dpkg/status.d/${package%%:*}"
  done < <(needed_libraries "$root" | sort -u)
  package=$(package_of "$(readlink -f "$(command -v jlink)")")
  [ -z "$package" ] || dpkg-query --status "$package" >"$root/var/lib/dpkg/status.d/${package%%:*}"
}

# needed_libraries ROOT: their paths on this machine, the dynamic loader's too.
needed_libraries() {
  local root=$1 file name
  while read -r file; do
    LD_LIBRARY_PATH=$root/usr/lib/java/lib/server ldd "$file" 2>/dev/null |
      awk '$2 == "=>" && $3 ~ /^\// {print $3} $1 ~ /^\/lib64\// {print $1}'
  done < <(find "$root/usr/lib/java" -name '*.so' -o -path '*/bin/java') | grep -v "^$root"
  for name in "${libraries_loaded[@]}"; do
    ldconfig -p | awk -v name="$name" '$1 == name {print $NF; exit}'
  done
}

# package_of FILE: the package that brought it. Before Debian merged /lib into /usr/lib, it was there.
package_of() {
  { dpkg-query --search "$1" || dpkg-query --search "${1#/usr}" || dpkg-query --search "/usr$1" ||
    dpkg-query --search "$(readlink -f "$1")"; } 2>/dev/null | head -n 1 | cut -d : -f 1
}

# database_image: a tar with the TimescaleDB of the chart's `database.evaluation`.
database_image() {
  local folder programs version
  programs=$(database_programs)
  version=$(project_version)
  folder=$cache/database-$({
    echo "$programs $version"
    cat "$here/lib/base-images.sh" "$here/images/image.py" "$here/images/database.sh"
  } | sha256sum | cut -c 1-16)
  if [ ! -f "$folder/image.tar" ]; then
    step "Making the database image (once; about 20 s)" make_database_image "$folder" "$programs" "$version" >&2
  fi
  touch "$folder" # in use
  echo "$folder/image.tar"
}

# The programs that the project brings for its own tests, where they are unpacked.
database_programs() {
  local home=$here/../.. classes=$here/../../embedded/target/classes
  if [ ! -f "$classes/io/storelens/embedded/database/ProgramFolder.class" ]; then
    (cd "$home" && ./mvnw -q -B -Dspotless.check.skip=true -pl embedded -am process-classes) >&2
  fi
  java -cp "$classes" io.storelens.embedded.database.ProgramFolder
}

# The version of the project's root POM.
project_version() {
  grep -m 1 -oP '^  <version>\K[^<]+' "$here/../../pom.xml"
}

# make_database_image FOLDER PROGRAMS VERSION
make_database_image() {
  local folder=$1 programs=$2 version=$3 root=$1/root
  rm -rf "$root"
  mkdir -p "$root"/{tmp,etc,dev/shm,usr/share,usr/bin,var/lib/postgresql}
  cp -a "$programs/." "$root"
  for name in bin lib lib64 sbin; do
    mkdir -p "$root/usr/$name"
    [ -e "$root/$name" ] || ln -s "usr/$name" "$root/$name"
  done
  cp "$(static_busybox)" "$root/usr/bin/busybox"
  for name in sh cat mkdir mv rm; do ln -sf busybox "$root/usr/bin/$name"; done
  cp -a /usr/share/zoneinfo "$root/usr/share/zoneinfo"
  chmod 1777 "$root/tmp"
  printf 'root:x:0:0::/:/sbin/nologin\nstorelens:x:%s:%s::/tmp:/sbin/nologin\n' "$image_user" "$image_user" >"$root/etc/passwd"
  printf 'root:x:0:\nstorelens:x:%s:\n' "$image_user" >"$root/etc/group"
  install --mode 755 "$here/images/database.sh" "$root/usr/bin/start-database"
  python3 "$here/images/image.py" "localhost/storelens-database:$version" "$root" "$folder/image.tar" \
    /usr/bin/start-database --level 6 --env PATH=/usr/lib/postgresql/17/bin:/usr/bin --env TZ=UTC \
    --user "$image_user:$image_user" --stop-signal SIGINT
  rm -rf "$root"
}
