# shellcheck shell=bash
# A cluster of the real programs on this machine, without containers: the control plane as
# processes of this user; a node, where wanted, in namespaces of its own (see node.sh).

for part in certificates control-plane node; do
  # shellcheck source=/dev/null
  . "$here/lib/$part.sh"
done

require_tools() {
  [ "$(uname -s)" = Linux ] || fail "this cluster needs Linux. Install kind and Docker instead."
  require_programs openssl:openssl flock:util-linux setsid:util-linux
}

# A port that somebody else listens on would answer in our place.
require_free_ports() {
  local port
  for port in "$first_port" $((first_port + 1)) $((first_port + 2)); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      fail "port $port is in use. Set STORELENS_CLUSTER_PORT to the first of three free ports."
    fi
  done
}

up_own() {
  local with_node=$1
  require_tools
  [ "$with_node" = no ] || require_node
  require_free_ports
  echo own >"$run/provider"
  require_hyperkube
  bin=$(hyperkube_folder)
  if [ "$with_node" = yes ]; then
    prepare_node
  fi
  step "Making certificates" make_certificates "$with_node"
  step "Starting the control plane (about 9 s)" start_control_plane "$with_node"
  if [ "$with_node" = yes ]; then
    start_node
  fi
}

remove_own_cluster() {
  end_namespaces
  stop_started
  remove_node
  rm -rf --one-file-system "$run"
}
