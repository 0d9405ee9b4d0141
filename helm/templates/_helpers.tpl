{{- define "tenantdb.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{- define "tenantdb.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains (include "tenantdb.name" .) .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "tenantdb.name" .) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{- define "tenantdb.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "tenantdb.fullname" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end }}

{{- define "tenantdb.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end }}

{{- define "tenantdb.selectorLabels" -}}
app.kubernetes.io/name: {{ include "tenantdb.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "tenantdb.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "tenantdb.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- /* The pods that serve; those of the hook are of another component. */ -}}
{{- define "tenantdb.operatorLabels" -}}
{{ include "tenantdb.selectorLabels" . }}
app.kubernetes.io/component: operator
{{- end }}

{{- /* What belongs to the hook that upgrades the definitions: root and weight. */ -}}
{{- define "tenantdb.hook" -}}
labels:
  {{- include "tenantdb.labels" .root | nindent 2 }}
  app.kubernetes.io/component: crds
annotations:
  helm.sh/hook: pre-install,pre-upgrade,pre-rollback
  helm.sh/hook-weight: {{ .weight | quote }}
  helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end }}

{{- /* What can be wrong with the values and no schema can say. */ -}}
{{- define "tenantdb.check" -}}
{{- if and .Values.allNamespaces .Values.namespaces -}}
{{- fail "allNamespaces and namespaces are both set: name the namespaces whose stores are served, or serve all of them, but say which." -}}
{{- end -}}
{{- if not (or .Values.allNamespaces .Values.namespaces) -}}
{{- fail "Whose stores are to be served? Set namespaces to a list such as {stores}, and the operator may read Secrets there and nowhere else; or set allNamespaces to true, and it may read every Secret of the cluster." -}}
{{- end -}}
{{- if has .Release.Namespace .Values.namespaces -}}
{{- fail (printf "namespaces names %s, where the operator keeps API keys and keyrings: stores, and those who may read their Secrets, belong in another namespace." .Release.Namespace) -}}
{{- end -}}
{{- if and .Values.crds.upgrade (not .Values.rbac.create) -}}
{{- fail "rbac.create is false and crds.upgrade is true: the Job that brings the definitions up to date has rights of its own, made by the chart. Set crds.upgrade to false, too, and apply crds/ yourself." -}}
{{- end -}}
{{- if and .Values.defaultClass.create (not .Values.defaultClass.spec) -}}
{{- fail "defaultClass.create is true and defaultClass.spec is empty: it is the spec of a TenantDatabaseClass, see examples/class.yaml." -}}
{{- end -}}
{{- end }}
