# shellcheck shell=bash
# etcd, API server, controllers and scheduler. Alone they listen on the host's loopback; with a node
# they live in its network, and the host reaches the API server through a forwarded port.

# start_control_plane WITH_NODE
start_control_plane() {
  local start=start address=127.0.0.1 port=$first_port
  # The Service `kubernetes` can't point to a loopback address, and without pods nobody uses it.
  local reachable=(--bind-address 127.0.0.1 --endpoint-reconciler-type none)
  if [ "$1" = yes ]; then
    start=start_in_node
    address=$node_address
    port=6443
    reachable=(--bind-address 0.0.0.0)
  fi
  local etcd=https://127.0.0.1:$((first_port + 1)) peers=https://127.0.0.1:$((first_port + 2))

  # Nothing here has to survive a power cut, so etcd does not wait for the disk.
  start_in_cluster etcd --data-dir "$run/etcd" --unsafe-no-fsync --log-level warn \
    --listen-client-urls "$etcd" --advertise-client-urls "$etcd" \
    --listen-peer-urls "$peers" --initial-advertise-peer-urls "$peers" --initial-cluster "default=$peers" \
    --cert-file "$pki/etcd.crt" --key-file "$pki/etcd.key" \
    --trusted-ca-file "$pki/etcd-ca.crt" --client-cert-auth \
    --peer-cert-file "$pki/etcd.crt" --peer-key-file "$pki/etcd.key" \
    --peer-trusted-ca-file "$pki/etcd-ca.crt" --peer-client-cert-auth

  start_in_cluster kube-apiserver --secure-port "$port" --advertise-address "$address" "${reachable[@]}" \
    --etcd-servers "$etcd" --etcd-cafile "$pki/etcd-ca.crt" \
    --etcd-certfile "$pki/etcd.crt" --etcd-keyfile "$pki/etcd.key" \
    --service-cluster-ip-range "$service_network" --allow-privileged=true \
    --authorization-mode Node,RBAC --enable-admission-plugins NodeRestriction \
    --client-ca-file "$pki/ca.crt" --tls-cert-file "$pki/apiserver.crt" --tls-private-key-file "$pki/apiserver.key" \
    --kubelet-certificate-authority "$pki/ca.crt" --kubelet-preferred-address-types InternalIP \
    --kubelet-client-certificate "$pki/apiserver-kubelet-client.crt" \
    --kubelet-client-key "$pki/apiserver-kubelet-client.key" \
    --service-account-issuer https://kubernetes.default.svc.cluster.local \
    --service-account-key-file "$pki/service-accounts.pub" \
    --service-account-signing-key-file "$pki/service-accounts.key" \
    --requestheader-client-ca-file "$pki/front-proxy-ca.crt" --requestheader-allowed-names front-proxy-client \
    --requestheader-username-headers X-Remote-User --requestheader-group-headers X-Remote-Group \
    --requestheader-extra-headers-prefix X-Remote-Extra- \
    --proxy-client-cert-file "$pki/front-proxy-client.crt" --proxy-client-key-file "$pki/front-proxy-client.key"

  # One of each, so there is no leader to elect. Port 0: nobody reads their metrics.
  local config=$run/kubeconfig/kube-controller-manager
  start_in_cluster kube-controller-manager --kubeconfig "$config" --leader-elect=false --secure-port 0 \
    --use-service-account-credentials --service-account-private-key-file "$pki/service-accounts.key" \
    --root-ca-file "$pki/ca.crt" --cluster-signing-cert-file "$pki/ca.crt" --cluster-signing-key-file "$pki/ca.key" \
    --service-cluster-ip-range "$service_network" --cluster-cidr "$pod_network" --allocate-node-cidrs=false
  config=$run/kubeconfig/kube-scheduler
  start_in_cluster kube-scheduler --kubeconfig "$config" --leader-elect=false --secure-port 0

  if [ "$1" = yes ]; then
    start forward "$bin/hyperkube" forward "$(node_network)" "127.0.0.1:$first_port=$node_address:6443"
  fi
  wait_until 90 "the API server's readiness" answers
  wait_until 60 "the default ServiceAccount" has_default_account
}

# start_in_cluster PROGRAM ARG...: on the host, or in the node.
start_in_cluster() {
  local program=$1
  shift
  "$start" "$program" "$bin/$program" "$@"
}
