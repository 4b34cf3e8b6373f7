# shellcheck shell=bash
# What clusters of cloud providers come with: DNS, metrics for autoscaling, volumes on demand.

start_add_ons() {
  local manifest
  for manifest in "$here"/manifests/*.yaml; do
    sed -e "s|@DNS_SERVICE_ADDRESS@|$dns_service_address|" -e "s|@VOLUMES@|$run/volumes|" "$manifest" |
      cluster_kubectl apply --server-side --filename -
  done
  wait_until 90 "the add-ons" add_ons_ready
}

add_ons_ready() {
  cluster_kubectl --namespace kube-system wait --for=condition=Available --timeout=5s deployment --all &&
    cluster_kubectl wait --for=condition=Available --timeout=5s apiservice/v1beta1.metrics.k8s.io
}
