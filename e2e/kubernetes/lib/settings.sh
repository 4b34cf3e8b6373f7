# shellcheck shell=bash
# Where the cluster's files are, and its addresses. Read by the other parts.

# Built programs stay in the cache; `run` is what one cluster writes and `down` removes. A second cluster
# without a node beside the first takes another name and another port.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/storelens/cluster
run=$cache/${STORELENS_CLUSTER_NAME:-run}
pki=$run/pki

# The name of the kind cluster.
kind_name=storelens

# On the host everything listens on the loopback alone, at three ports in a row: API server, etcd,
# etcd's peers. A cluster with a node uses only the first; the rest is inside the node's network.
first_port=${STORELENS_CLUSTER_PORT:-16443}

# These exist only inside the node's network namespace. 198.18.0.0/15 is for benchmarks (RFC 2544),
# so that nobody's network uses it.
node_name=node1
node_address=198.18.0.2
pod_network=10.244.0.0/16
service_network=10.96.0.0/16
api_service_address=10.96.0.1
dns_service_address=10.96.0.10

kubernetes_version=v1.37.2
