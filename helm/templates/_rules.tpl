{{- /*
Stores, in whichever namespace: who deletes a namespace deletes the Roles in it before its stores, and then the
operator could not do what their deletion policy says, nor take its finalizer off.
*/ -}}
{{- define "tenantdb.storeRules" -}}
# Its own resources: it reads them and puts its finalizer on stores. It never deletes one.
- apiGroups: [tenantdb.io]
  resources: [tenantdatabases]
  verbs: [get, list, watch, patch]
- apiGroups: [tenantdb.io]
  resources: [tenantdatabases/status]
  verbs: [patch]
# Its Secrets block the deletion of their TenantDatabase; clusters that enforce owner references ask for this.
- apiGroups: [tenantdb.io]
  resources: [tenantdatabases/finalizers]
  verbs: [update]
{{- end }}

{{- /* What is done where stores are, in one namespace or in all. */ -}}
{{- define "tenantdb.namespaceRules" -}}
# A store's connection Secret lives in the store's namespace. Kubernetes cannot narrow this to labels.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, list, watch, create, patch, delete]
# What happened to a store is told in the store's namespace.
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [get, create, patch]
{{- end }}

{{- /* What has no namespace. */ -}}
{{- define "tenantdb.clusterRules" -}}
- apiGroups: [tenantdb.io]
  resources: [tenantdatabaseclasses]
  verbs: [get, list, watch]
- apiGroups: [tenantdb.io]
  resources: [tenantdatabaseclasses/status]
  verbs: [patch]
# Its uid names this installation, unless TENANTDB_INSTALLATION_ID does.
- apiGroups: [""]
  resources: [namespaces]
  resourceNames: [kube-system]
  verbs: [get]
{{ include "tenantdb.storeRules" . }}
{{- if .Values.allNamespaces }}
{{ include "tenantdb.namespaceRules" . }}
{{- end }}
{{- end }}

{{- /* The operator's own namespace. */ -}}
{{- define "tenantdb.ownRules" -}}
# The Lease that decides which process leads (docs/architecture.md, Leader election).
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [get, create, update]
{{- if not .Values.allNamespaces }}
# The API keys and keyrings that classes name.
- apiGroups: [""]
  resources: [secrets]
  verbs: [list, watch]
{{- end }}
{{- end }}

{{- define "tenantdb.classEventRules" -}}
# What happened to a class is told where Kubernetes tells of everything that has no namespace.
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [get, create, patch]
{{- end }}

{{- define "tenantdb.intakeRules" -}}
# Organizations that ask for a store get a TenantDatabase (docs/connection-service.md).
- apiGroups: [tenantdb.io]
  resources: [tenantdatabases]
  verbs: [create]
{{- end }}

{{- define "tenantdb.callerRules" -}}
# The connection service asks who shows a token and what they may.
- apiGroups: [authentication.k8s.io]
  resources: [tokenreviews]
  verbs: [create]
- apiGroups: [authorization.k8s.io]
  resources: [subjectaccessreviews]
  verbs: [create]
{{- end }}

{{- /* A role and who has it: root, kind, name, namespace, rules (the name of their template). */ -}}
{{- define "tenantdb.role" }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ .kind }}
metadata:
  name: {{ .name }}
  {{- with .namespace }}
  namespace: {{ . }}
  {{- end }}
  labels:
    {{- include "tenantdb.labels" .root | nindent 4 }}
rules:
  {{- include .rules .root | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ .kind }}Binding
metadata:
  name: {{ .name }}
  {{- with .namespace }}
  namespace: {{ . }}
  {{- end }}
  labels:
    {{- include "tenantdb.labels" .root | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ .kind }}
  name: {{ .name }}
subjects:
  - kind: ServiceAccount
    name: {{ include "tenantdb.serviceAccount" .root }}
    namespace: {{ .root.Release.Namespace }}
{{- end }}
