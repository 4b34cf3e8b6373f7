{{- define "storelens.labels" -}}
{{ include "storelens.selector" . }}
app.kubernetes.io/part-of: storelens
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "storelens.selector" -}}
app.kubernetes.io/name: storelens
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- /* Of pods: nothing that an upgrade changes, so that it restarts only what is new. */}}
{{- define "storelens.podLabels" -}}
{{ include "storelens.selector" . }}
app.kubernetes.io/part-of: storelens
{{- end }}

{{- define "storelens.name" -}}
{{ printf "%s-%s" .root.Release.Name .component | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- /* Of what belongs to no namespace. */}}
{{- define "storelens.clusterName" -}}
{{ printf "%s-%s-operator" .Release.Namespace .Release.Name }}
{{- end }}

{{- /* image {root, component, name} */}}
{{- define "storelens.image" -}}
{{- $images := .root.Values.images -}}
{{- $digest := index $images.digests .component -}}
{{- if $digest -}}
{{ $images.registry }}/{{ .name }}@{{ $digest }}
{{- else -}}
{{ $images.registry }}/{{ .name }}:{{ $images.tag | default .root.Chart.AppVersion }}
{{- end }}
{{- end }}

{{- define "storelens.pullSecrets" -}}
{{- with .Values.images.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end }}

{{- /* Where a pod may run: the settings of one part. */}}
{{- define "storelens.placement" -}}
{{- with .nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{- define "storelens.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "storelens.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{- /* Pods of one part on different nodes and zones, where there are several. */}}
{{- define "storelens.spread" -}}
{{- $selector := include "storelens.selector" . -}}
topologySpreadConstraints:
{{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- $selector | nindent 8 }}
{{- end }}
{{- end }}

{{- /* What all Java pods answer at their management port. */}}
{{- define "storelens.probes" -}}
startupProbe:
  httpGet: {path: /health/live, port: management}
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /health/live, port: management}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  httpGet: {path: /health/ready, port: management}
  periodSeconds: 5
  timeoutSeconds: 5
{{- end }}

{{- /* The Secret of the database's owner. */}}
{{- define "storelens.databaseSecret" -}}
{{- if .Values.database.evaluation.enabled -}}
{{ include "storelens.name" (dict "root" . "component" "database") }}
{{- else -}}
{{ required "database.secret is required: the name of a Secret with url, user and password of a TimescaleDB (or, to try Storelens out, database.evaluation.enabled=true)" .Values.database.secret }}
{{- end }}
{{- end }}

{{- /* databaseEnv {prefix, secret} */}}
{{- define "storelens.databaseEnv" -}}
{{- range $key, $name := dict "url" "URL" "user" "USER" "password" "PASSWORD" }}
- name: {{ $.prefix }}DATABASE_{{ $name }}
  valueFrom:
    secretKeyRef: {name: {{ $.secret }}, key: {{ $key }}}
{{- end }}
{{- end }}

{{- /* Namespaces that the operator looks after, as a list; empty for all. */}}
{{- define "storelens.namespaces" -}}
{{- if .Values.operator.namespaces -}}
{{ toYaml .Values.operator.namespaces }}
{{- else if eq .Values.rbac.scope "namespaces" -}}
- {{ .Release.Namespace }}
{{- end }}
{{- end }}

{{- /* A password that stays: the one in the cluster, where there is one. {root, secret, key} */}}
{{- define "storelens.password" -}}
{{- $there := lookup "v1" "Secret" .root.Release.Namespace .secret -}}
{{- if and $there $there.data (hasKey $there.data "password") -}}
{{ index $there.data "password" | b64dec }}
{{- else -}}
{{ randAlphaNum 32 }}
{{- end }}
{{- end }}
