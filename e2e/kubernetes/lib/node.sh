# shellcheck shell=bash
# A node that runs pods. It and the control plane live in a network, a mount and a process namespace
# that one process holds. When that one ends, the kernel ends every process in them, pods too, and
# takes away their mounts and interfaces: nothing can be left over but files and cgroups.
#
# The network has no link to the host's and no route leads to it: nothing in it can send a packet
# off this machine, whether the cluster is up or gone.

for part in images add-ons; do
  # shellcheck source=/dev/null
  . "$here/lib/$part.sh"
done

# What the node needs from Debian: package and a file of it.
node_packages=(
  containerd:/usr/bin/containerd
  runc:/usr/sbin/runc
  containernetworking-plugins:/usr/lib/cni/ptp
  iproute2:/usr/sbin/ip
  iptables:/usr/sbin/iptables
  nftables:/usr/sbin/nft
  conntrack:/usr/sbin/conntrack
  e2fsprogs:/usr/sbin/mkfs.ext4
)

containerd_socket=$run/containerd.sock
node_cgroup=storelens

require_node() {
  [ "$(id -u)" -eq 0 ] ||
    fail "a node needs root: run as root, or leave out --node, or install kind and Docker."
  unshare --net --mount --pid --fork true 2>/dev/null ||
    fail "root may make no namespaces here (CAP_SYS_ADMIN), and a node needs them. Leave out --node."
  require_programs python3:python3
  [ -d /sys/fs/cgroup/memory ] || [ -e /sys/fs/cgroup/cgroup.controllers ] ||
    fail "no cgroups are mounted at /sys/fs/cgroup, and a node needs them. Leave out --node."
}

missing_packages() {
  local entry
  for entry in "${node_packages[@]}"; do
    [ -e "${entry#*:}" ] || echo "${entry%%:*}"
  done
}

prepare_node() {
  local missing
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} -eq 0 ] || require_packages "${missing[@]}"
  require_images
  step "Making the node's namespaces" make_namespaces
  touch "$run/node"
}

make_namespaces() {
  # kubelet sets these for the whole machine.
  sysctl kernel.panic kernel.panic_on_oops vm.overcommit_memory >"$run/kernel-settings"
  start namespaces unshare --net --mount --pid --fork --kill-child --mount-proc --propagation private \
    "$here/node-init.sh" "$run/namespaces-ready" "$(pause_folder)/pause"
  wait_until 10 "the namespaces" test -e "$run/namespaces-ready"
  make_cgroups
  make_network
}

# The process that holds the namespaces (it is `unshare`, and the node's process 1 is its child).
namespaces_holder() {
  awk '$1 == "namespaces" {print $2}' "$process_list"
}

# The node's network namespace, as the host sees it.
node_network() {
  echo "/proc/$(namespaces_holder)/ns/net"
}

# The command that enters them, for a command to follow.
enter_namespaces() {
  local holder
  holder=$(namespaces_holder)
  echo nsenter --target "$holder" --net --mount "--pid=/proc/$holder/ns/pid_for_children" --
}

# in_node COMMAND...: with the node's network, mounts and processes.
in_node() {
  local enter
  read -ra enter < <(enter_namespaces)
  "${enter[@]}" "$@"
}

# start_in_node NAME COMMAND...: in the background.
start_in_node() {
  local name=$1 enter
  shift
  read -ra enter < <(enter_namespaces)
  start "$name" "${enter[@]}" "$@"
}

# All pods are below one cgroup, by which they are told from the machine's own.
make_cgroups() {
  local controller
  if [ -e /sys/fs/cgroup/cgroup.controllers ]; then # version 2
    mkdir -p "/sys/fs/cgroup/$node_cgroup"
    return
  fi
  for controller in cpu cpuacct cpuset memory devices freezer blkio pids hugetlb systemd; do
    [ ! -d "/sys/fs/cgroup/$controller" ] || mkdir -p "/sys/fs/cgroup/$controller/$node_cgroup"
  done
  # A new cpuset is empty, and no process can join an empty one.
  for controller in cpuset.cpus cpuset.mems; do
    cat "/sys/fs/cgroup/cpuset/$controller" >"/sys/fs/cgroup/cpuset/$node_cgroup/$controller"
  done
}

# The node's address is on a bridge with nothing attached: a dummy device would do, but not every
# kernel has it. The default route ends there. It is needed, for the addresses of Services are
# replaced only after a packet has a route; what is left with a foreign address is dropped.
make_network() {
  in_node ip link set lo up
  in_node ip link add node0 type bridge
  in_node ip address add "$node_address/24" dev node0
  in_node ip link set node0 up
  in_node ip route add default dev node0 src "$node_address"
  in_node sysctl -qw net.ipv4.ip_forward=1
}

start_node() {
  step "Starting containerd" start_containerd
  step "Loading images" load_images
  step "Starting the node" start_kubelet
  step "Starting DNS, metrics and volumes (about 10 s)" start_add_ons
}

start_containerd() {
  mkdir -p "$run/cni"
  # Not `bridge` but `ptp`: all traffic of pods is routed, so network policies and answers through
  # Services need no filter on a bridge.
  cat >"$run/cni/10-storelens.conflist" <<JSON
{
  "cniVersion": "1.0.0",
  "name": "storelens",
  "plugins": [
    {
      "type": "ptp",
      "ipMasq": false,
      "mtu": 1500,
      "ipam": {
        "type": "host-local",
        "dataDir": "$run/cni-addresses",
        "ranges": [[{"subnet": "$pod_network"}]],
        "routes": [{"dst": "0.0.0.0/0"}]
      }
    },
    {"type": "portmap", "capabilities": {"portMappings": true}, "snat": true}
  ]
}
JSON
  # restrict_oom_score_adj: a root without CAP_SYS_RESOURCE may not lower the score, and every pod
  # would fail.
  cat >"$run/containerd.toml" <<TOML
version = 2
root = "$run/containerd"
state = "/run/containerd/storelens"
[grpc]
  address = "$containerd_socket"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "localhost/pause:1"
  disable_apparmor = true
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$run/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      SystemdCgroup = false
TOML
  start_in_node containerd containerd --config "$run/containerd.toml"
  wait_until 30 "containerd" in_node ctr --address "$containerd_socket" version
}

# load_image IMAGE.tar: pods use it with imagePullPolicy Never or IfNotPresent.
load_image() {
  [ -f "$run/node" ] || fail "no node is up. Run: e2e/cluster up --node"
  in_node ctr --address "$containerd_socket" --namespace k8s.io images import "$(realpath "$1")"
}

# tag_image IMAGE NAME: the same image by another name.
tag_image() {
  in_node ctr --address "$containerd_socket" --namespace k8s.io images tag --force "$1" "$2"
}

start_kubelet() {
  : >"$run/resolv.conf" # no name server but the cluster's
  # cgroup version 1 is refused by default since 1.35, and some machines have no other.
  cat >"$run/kubelet.yaml" <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
failCgroupV1: false
cgroupDriver: cgroupfs
cgroupRoot: /$node_cgroup
containerRuntimeEndpoint: unix://$containerd_socket
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: true}
  x509: {clientCAFile: $pki/ca.crt}
authorization: {mode: Webhook}
tlsCertFile: $pki/kubelet-server.crt
tlsPrivateKeyFile: $pki/kubelet-server.key
clusterDomain: cluster.local
clusterDNS: [$dns_service_address]
resolvConf: $run/resolv.conf
podLogsDir: $run/pod-logs
failSwapOn: false
imageGCHighThresholdPercent: 100
evictionHard: {memory.available: 200Mi, nodefs.available: 1%, imagefs.available: 1%, nodefs.inodesFree: 1%}
nodeStatusUpdateFrequency: 5s
YAML
  run_kubelet

  cat >"$run/kube-proxy.yaml" <<YAML
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
clusterCIDR: $pod_network
hostnameOverride: $node_name
clientConnection: {kubeconfig: $run/kubeconfig/kube-proxy}
# The connection table belongs to the machine.
conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
YAML
  start_in_node kube-proxy "$bin/kube-proxy" --config "$run/kube-proxy.yaml"
  start_in_node network-policy "$bin/hyperkube" network-policy "$run/kubeconfig/admin-inside"
  wait_until 90 "the node's readiness" \
    cluster_kubectl wait --for=condition=Ready "node/$node_name" --timeout=5s
}

run_kubelet() {
  start_in_node kubelet "$bin/kubelet" --config "$run/kubelet.yaml" --kubeconfig "$run/kubeconfig/kubelet" \
    --node-ip "$node_address" --hostname-override "$node_name" --root-dir "$run/kubelet"
}

# As a crash of both would: they end at once, and start again. Pods go on, and are found again.
restart_node() {
  [ -f "$run/node" ] || fail "no node is up. Run: e2e/cluster up --node"
  bin=$(hyperkube_folder)
  end_started kubelet
  end_started containerd
  start_in_node containerd containerd --config "$run/containerd.toml"
  wait_until 30 "containerd" in_node ctr --address "$containerd_socket" version
  run_kubelet
}

# Ends the node's process 1, and so everything in its namespaces. The holder ends when all have.
end_namespaces() {
  local name pid since
  [ -f "$process_list" ] || return 0
  while read -r name pid since; do
    if [ "$name" = namespaces ] && is_ours "$pid" "$since"; then
      pkill -KILL --parent "$pid" || true
    fi
  done <"$process_list"
}

# What outlives the namespaces. Mounts do not, but files below one that did would be the user's.
remove_node() {
  [ -f "$run/kernel-settings" ] || return 0
  sysctl -q -p "$run/kernel-settings"
  local folder tries=50
  if grep -q " $run/" /proc/mounts; then
    fail "something is still mounted below $run; unmount it, then run: e2e/cluster down"
  fi
  for folder in /sys/fs/cgroup/"$node_cgroup" /sys/fs/cgroup/*/"$node_cgroup"; do
    [ -d "$folder" ] || continue
    # A cgroup can go only when the kernel has let go of its last process.
    until find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null; do
      tries=$((tries - 1))
      [ "$tries" -gt 0 ] || fail "the cgroup $folder is still in use"
      sleep 0.1
    done
  done
}
