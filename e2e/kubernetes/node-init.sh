#!/usr/bin/env bash
# node-init.sh READY PAUSE: the first process of the node's namespaces. Makes their mounts, then
# becomes PAUSE. READY is a file that is there when the mounts are.
set -euo pipefail

# Kubernetes passes mounts on between the host and its pods; here the host ends at this namespace.
mount --make-rshared /

# Fixed folders of containerd, runc, CNI and kubelet: the machine's own are not touched.
for folder in /run/netns /run/containerd /run/runc /var/lib/cni /var/lib/kubelet; do
  mkdir -p "$folder"
  mount -t tmpfs -o mode=755 storelens "$folder"
done

touch "$1"
exec "$2"
