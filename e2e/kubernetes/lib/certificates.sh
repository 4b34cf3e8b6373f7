# shellcheck shell=bash
# The cluster's certificates and kubeconfigs: made anew at each `up`, gone with `down`. They are
# good for a week; a test cluster is not kept longer.

days=7
elliptic=(-newkey ec -pkeyopt ec_paramgen_curve:prime256v1)

# authority NAME: a certificate authority.
authority() {
  openssl req -x509 "${elliptic[@]}" -nodes -days "$days" \
    -subj "/CN=storelens-$1" -keyout "$1.key" -out "$1.crt"
}

# certificate NAME AUTHORITY SUBJECT USAGE [ALTERNATIVE NAMES]: with a key of the kind in `key`.
certificate() {
  local name=$1 authority=$2 subject=$3 usage=$4 names=${5:-}
  {
    echo "keyUsage=critical,digitalSignature"
    echo "extendedKeyUsage=$usage"
    [ -z "$names" ] || echo "subjectAltName=$names"
  } >"$name.extensions"
  openssl req -new "${key[@]}" -nodes -subj "$subject" -keyout "$name.key" |
    openssl x509 -req -CA "$authority.crt" -CAkey "$authority.key" -CAcreateserial -days "$days" \
      -extfile "$name.extensions" -out "$name.crt"
  rm "$name.extensions"
}

# kubeconfig_of NAME SERVER [CERTIFICATE]: who it is, is in the certificate.
kubeconfig_of() {
  local name=$1 server=$2 certificate=${3:-$1}
  cat >"$run/kubeconfig/$name" <<YAML
apiVersion: v1
kind: Config
clusters:
  - name: storelens
    cluster:
      server: $server
      certificate-authority-data: $(base64 -w 0 <ca.crt)
users:
  - name: $certificate
    user:
      client-certificate-data: $(base64 -w 0 <"$certificate.crt")
      client-key-data: $(base64 -w 0 <"$certificate.key")
contexts:
  - name: storelens
    context: {cluster: storelens, user: $certificate}
current-context: storelens
YAML
}

# make_certificates WITH_NODE
make_certificates() (
  umask 077
  mkdir -p "$pki" "$run/kubeconfig"
  cd "$pki" || exit
  local host=https://127.0.0.1:$first_port component key=("${elliptic[@]}")
  local inside=$host
  [ "$1" = no ] || inside=https://$node_address:6443

  # Three authorities: a certificate for the API must not open etcd, nor speak for other users.
  authority ca
  authority etcd-ca
  authority front-proxy-ca
  certificate etcd etcd-ca /CN=etcd serverAuth,clientAuth IP:127.0.0.1
  certificate apiserver ca /CN=kube-apiserver serverAuth "DNS:kubernetes,DNS:kubernetes.default,\
DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,DNS:localhost,IP:127.0.0.1,\
IP:$node_address,IP:$api_service_address"
  certificate apiserver-kubelet-client ca /O=system:masters/CN=apiserver-kubelet-client clientAuth
  certificate front-proxy-client front-proxy-ca /CN=front-proxy-client clientAuth
  # The Java client reads an elliptic key only with a further library.
  key=(-newkey rsa:2048)
  certificate admin ca /O=system:masters/CN=admin clientAuth
  key=("${elliptic[@]}")
  for component in kube-controller-manager kube-scheduler kube-proxy; do
    certificate "$component" ca "/CN=system:$component" clientAuth
    kubeconfig_of "$component" "$inside"
  done
  kubeconfig_of admin "$host"
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out service-accounts.key
  openssl pkey -in service-accounts.key -pubout -out service-accounts.pub

  if [ "$1" = yes ]; then
    certificate kubelet ca "/O=system:nodes/CN=system:node:$node_name" clientAuth
    certificate kubelet-server ca "/CN=$node_name" serverAuth "DNS:$node_name,IP:$node_address"
    kubeconfig_of kubelet "$inside"
    kubeconfig_of admin-inside "$inside" admin
  fi
)
