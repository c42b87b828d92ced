{{/* Of every object. */}}
{{- define "vouch.labels" -}}
app.kubernetes.io/name: vouch
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end }}

{{/* By which pods of a component are found. */}}
{{- define "vouch.selector" -}}
app.kubernetes.io/name: vouch
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* The services, with all that differs between them. */}}
{{- define "vouch.services" -}}
identity:
  port: 8081
  priority: platform
  keys: [tokens.jwks.json, vault-master.json, vault-index.json, sessions.json, frames.json, proof-public.json, clients.json]
  secrets: [VOUCH_IDEMPOTENCY_SECRET, VOUCH_REGISTRY_KEY]
  writes: [identity.persons, identity.revocations, access.records]
  reads: [audit.enforcements, identity.revocations]
  groups: []
  paths: [/v1, /oauth2, /.well-known, /staff]
healthcode:
  port: 8082
  priority: own-code
  keys: [proof-private.json, pass.jwks.json, pass-handle.json]
  secrets: [VOUCH_IDEMPOTENCY_SECRET, VOUCH_SERVICE_CLIENT_SECRET]
  writes: [healthcode.colours, access.records]
  reads: [testresult.results, identity.persons, audit.enforcements, identity.revocations]
  groups: [healthcode-results, healthcode-persons]
  paths: [/v1, /.well-known]
testresult:
  port: 8083
  priority: platform
  keys: []
  secrets: [VOUCH_IDEMPOTENCY_SECRET, VOUCH_SERVICE_CLIENT_SECRET]
  writes: [testresult.results, access.records]
  reads: [identity.persons, audit.enforcements, identity.revocations]
  groups: [testresult-service]
  paths: [/v1]
audit:
  port: 8084
  priority: record
  keys: [pseudonyms.json, log-seal.json]
  secrets: [VOUCH_IDEMPOTENCY_SECRET, VOUCH_SERVICE_CLIENT_SECRET, VOUCH_LOG_SIGNER_TOKEN]
  # A migration runs before the store was asked for one that is new, and needs none. A service that misses one does not start.
  later:
    {{- if .Values.notifications.webhook.url }}
    - VOUCH_NOTIFICATIONS_WEBHOOK_SECRET
    {{- end }}
    {{- if .Values.notifications.mail.username }}
    - QUARKUS_MAILER_PASSWORD
    {{- end }}
  writes: [audit.enforcements, audit.thresholds, audit.alerts, access.records]
  reads: [access.records, identity.revocations, identity.persons, healthcode.colours, audit.enforcements, audit.alerts, audit.thresholds]
  groups: [audit-entries, audit-key-events, audit-policies, audit-announced-suspensions, audit-alerts, audit-erasures]
  # The rules' stream: its own topics (repartitioning, changelogs), its group and its transactions begin so.
  stream: audit-detection
  paths: [/v1, /checkpoint, /tile, /ops, /kit]
{{- end }}

{{- define "vouch.witnesses" -}}
witness-one: 8087
witness-two: 8088
{{- end }}

{{/* A Secret's name. One of development has another, so that production never picks one up that was left lying there. */}}
{{- define "vouch.secret" -}}
{{ .root.Release.Name }}-{{ if eq .root.Values.secrets.from "development" }}development-{{ end }}{{ .name }}
{{- end }}

{{- define "vouch.production" -}}
{{- if ne .Values.profile "laptop" }}true{{ end }}
{{- end }}

{{/* The image of a program: by digest, or, on a laptop, by tag. */}}
{{- define "vouch.image" -}}
{{- $digest := index .root.Values.images.digests .name -}}
{{- if $digest -}}
{{ printf "%s/%s@%s" .root.Values.images.registry .name $digest }}
{{- else -}}
{{ printf "%s/%s:%s" .root.Values.images.registry .name (.root.Values.images.tag | required (printf "images.digests.%s is missing: which image is to run?" .name)) }}
{{- end -}}
{{- end }}

{{/* What every pod is held to: restricted pod security, and more. */}}
{{- define "vouch.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end }}
{{- define "vouch.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: {drop: [ALL]}
{{- end }}

{{- define "vouch.spread" -}}
- maxSkew: 1
  topologyKey: {{ .root.Values.topology.zoneKey }}
  whenUnsatisfiable: {{ .root.Values.topology.whenUnsatisfiable }}
  labelSelector:
    matchLabels: {{- include "vouch.selector" (dict "root" .root "component" .component) | nindent 6 }}
- maxSkew: 1
  topologyKey: kubernetes.io/hostname
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels: {{- include "vouch.selector" (dict "root" .root "component" .component) | nindent 6 }}
{{- end }}

{{- define "vouch.pullSecrets" -}}
{{- with .Values.images.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end }}

{{- define "vouch.database" -}}{{ .Release.Name }}-db{{- end }}
{{- define "vouch.kafka" -}}{{ .Release.Name }}-events{{- end }}

{{/* Of an https address: so that a policy lets through what is called, and nothing has to be said twice. */}}
{{- define "vouch.port" -}}
{{ regexFind ":[0-9]+$" (urlParse .).host | trimPrefix ":" | default "443" }}
{{- end }}

{{/* Parameters of a service as it reads them, of its own application.properties' names. */}}
{{- define "vouch.properties" -}}
{{- $root := .root -}}{{- $name := .name -}}{{- $service := .service -}}
{{- $release := $root.Release.Name -}}
# Before what is in the jar (250), behind the environment (300).
config_ordinal=275
quarkus.http.host=0.0.0.0
quarkus.http.port={{ $service.port }}
# Whoever calls is the gateway; whom it speaks for, only its own addresses may say.
quarkus.http.proxy.proxy-address-forwarding=true
quarkus.http.proxy.allow-x-forwarded=true
quarkus.http.proxy.trusted-proxies={{ join "," $root.Values.gateway.trustedProxies }}
quarkus.shutdown.delay=5s
quarkus.shutdown.timeout=15s
quarkus.datasource.username={{ $name }}
quarkus.datasource.jdbc.url=jdbc:postgresql://{{ include "vouch.database" $root }}-pooler:5432/{{ $name }}?sslmode=verify-full&sslrootcert=/etc/vouch/postgres/ca.crt
quarkus.datasource.reactive.url=postgresql://{{ include "vouch.database" $root }}-pooler:5432/{{ $name }}
quarkus.datasource.reactive.postgresql.ssl-mode=verify-full
quarkus.datasource.reactive.hostname-verification-algorithm=HTTPS
quarkus.datasource.reactive.trust-certificate-pem=true
quarkus.datasource.reactive.trust-certificate-pem.certs=/etc/vouch/postgres/ca.crt
quarkus.datasource.reactive.max-size={{ (index $root.Values.services $name).connections | int }}
{{- with $root.Values.tracing }}
{{- if .endpoint }}
vouch.tracing.endpoint={{ .endpoint }}
vouch.tracing.ratio={{ .ratio }}
{{- end }}
{{- end }}
kafka.bootstrap.servers={{ include "vouch.kafka" $root }}-kafka-bootstrap:9093
{{- $kafka := list "kafka" }}
{{- if $service.stream }}{{ $kafka = append $kafka "kafka-streams" }}{{ end }}
{{- range $kafka }}
{{ . }}.security.protocol=SSL
{{ . }}.ssl.keystore.type=PKCS12
{{ . }}.ssl.keystore.location=/etc/vouch/kafka/user.p12
{{ . }}.ssl.keystore.password=${VOUCH_KAFKA_KEY_PASSWORD}
{{ . }}.ssl.truststore.type=PKCS12
{{ . }}.ssl.truststore.location=/etc/vouch/kafka-ca/ca.p12
{{ . }}.ssl.truststore.password=${VOUCH_KAFKA_CA_PASSWORD}
{{- end }}
vouch.tokens.issuer=https://{{ $root.Values.host }}/identity
{{- /* identity-service verifies with its own keys and never asks there. */}}
vouch.tokens.keys-url=http://{{ $release }}-identity-service:8081/.well-known/jwks.json
{{- if ne $name "identity" }}
vouch.tokens.keys-kept=/var/lib/vouch/token-keys.json
vouch.service.client-id={{ $name }}-service
{{- end }}
{{- if eq $name "identity" }}
vouch.tokens.signing-keys=/etc/vouch/keys/tokens.jwks.json
vouch.vault.master-keyset=/etc/vouch/keys/vault-master.json
vouch.vault.index-keyset=/etc/vouch/keys/vault-index.json
vouch.sessions.keyset=/etc/vouch/keys/sessions.json
vouch.sessions.frames-keyset=/etc/vouch/keys/frames.json
vouch.proof.public-keyset=/etc/vouch/keys/proof-public.json
vouch.clients.file=/etc/vouch/keys/clients.json
vouch.registry.url={{ $root.Values.registry.url }}
vouch.staff.public-url=https://{{ $root.Values.host }}/identity
{{- else if eq $name "healthcode" }}
vouch.proof.private-keyset=/etc/vouch/keys/proof-private.json
vouch.passes.signing-keys=/etc/vouch/keys/pass.jwks.json
vouch.passes.handle-keyset=/etc/vouch/keys/pass-handle.json
vouch.policy.file={{ if $root.Values.policy.configMap }}/etc/vouch/policy/{{ end }}{{ $root.Values.policy.file }}
{{- else if eq $name "testresult" }}
quarkus.rest-client.identity.url=http://{{ $release }}-identity-service:8081
quarkus.rest-client.healthcode.url=http://{{ $release }}-healthcode-service:8082
{{- else }}
kafka-streams.replication.factor={{ $root.Values.kafka.replicas | int }}
vouch.pseudonyms.keyset=/etc/vouch/keys/pseudonyms.json
vouch.log.seal-keyset=/etc/vouch/keys/log-seal.json
vouch.log.sealed-from={{ $root.Values.log.sealedFrom | int64 }}
vouch.log.signer.url=http://{{ $release }}-log-signer:8086
vouch.log.signer.key=/etc/vouch/log/signer.vkey
{{- range $witness, $port := include "vouch.witnesses" $root | fromYaml }}
vouch.log.witnesses.{{ $witness }}.url=http://{{ $release }}-log-{{ $witness }}:{{ $port }}
vouch.log.witnesses.{{ $witness }}.key=/etc/vouch/log/{{ $witness }}.vkey
{{- end }}
vouch.log.quorum=2
vouch.notifications.links=https://{{ $root.Values.host }}/audit
vouch.detection.state-folder=/var/lib/vouch/detection
{{- with $root.Values.notifications.webhook.url }}
vouch.notifications.webhook.url={{ . }}
{{- end }}
{{- with $root.Values.notifications.mail }}
{{- if .to }}
vouch.notifications.mail.to={{ join "," .to }}
vouch.notifications.mail.from={{ .from }}
quarkus.mailer.host={{ .host }}
quarkus.mailer.port={{ .port | int }}
{{- if eq (.port | int) 465 }}
quarkus.mailer.tls=true
{{- else }}
quarkus.mailer.start-tls=REQUIRED
{{- end }}
{{- with .username }}
quarkus.mailer.username={{ . }}
quarkus.mailer.login=REQUIRED
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $key, $value := index $root.Values.settings $name }}
{{ $key }}={{ $value }}
{{- end }}
{{- end }}

{{/* Environment, volumes and their places in a service's container; the same for its migration. */}}
{{- define "vouch.environment" -}}
- {name: SMALLRYE_CONFIG_LOCATIONS, value: /etc/vouch/config/application.properties}
- {name: JAVA_TOOL_OPTIONS, value: {{ printf "%s -Djava.io.tmpdir=/tmp" (index .root.Values.services .name).jvm | quote }}}
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ include "vouch.secret" (dict "root" .root "name" (printf "%s-database" .name)) }}, key: password}}
- name: VOUCH_KAFKA_KEY_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ .root.Release.Name }}-{{ .name }}-service, key: user.password}}
- name: VOUCH_KAFKA_CA_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ include "vouch.kafka" .root }}-cluster-ca-cert, key: ca.password}}
{{- range .service.secrets }}
- name: {{ . }}
  valueFrom: {secretKeyRef: {name: {{ include "vouch.secret" (dict "root" $.root "name" (printf "%s-secrets" $.name)) }}, key: {{ . }}}}
{{- end }}
{{- range .service.later }}
- name: {{ . }}
  valueFrom: {secretKeyRef: {name: {{ include "vouch.secret" (dict "root" $.root "name" (printf "%s-secrets" $.name)) }}, key: {{ . }}, optional: true}}
{{- end }}
{{- end }}
{{- define "vouch.mounts" -}}
- {name: tmp, mountPath: /tmp}
- {name: state, mountPath: /var/lib/vouch}
- {name: config, mountPath: /etc/vouch/config, readOnly: true}
- {name: database-ca, mountPath: /etc/vouch/postgres, readOnly: true}
- {name: kafka-user, mountPath: /etc/vouch/kafka, readOnly: true}
- {name: kafka-ca, mountPath: /etc/vouch/kafka-ca, readOnly: true}
{{- if .service.keys }}
- {name: keys, mountPath: /etc/vouch/keys, readOnly: true}
{{- end }}
{{- if eq .name "audit" }}
- {name: log-keys, mountPath: /etc/vouch/log, readOnly: true}
{{- end }}
{{- if and (eq .name "healthcode") .root.Values.policy.configMap }}
- {name: policy, mountPath: /etc/vouch/policy, readOnly: true}
{{- end }}
{{- end }}
{{- define "vouch.volumes" -}}
- {name: tmp, emptyDir: {sizeLimit: 128Mi}}
- {name: state, emptyDir: {sizeLimit: {{ if eq .name "audit" }}4Gi{{ else }}16Mi{{ end }}}}
- {name: config, configMap: {name: {{ .root.Release.Name }}-{{ .name }}-service, defaultMode: 288}}
- {name: database-ca, secret: {secretName: {{ include "vouch.database" .root }}-ca, defaultMode: 288, items: [{key: ca.crt, path: ca.crt}]}}
- {name: kafka-user, secret: {secretName: {{ .root.Release.Name }}-{{ .name }}-service, defaultMode: 288, items: [{key: user.p12, path: user.p12}]}}
- {name: kafka-ca, secret: {secretName: {{ include "vouch.kafka" .root }}-cluster-ca-cert, defaultMode: 288, items: [{key: ca.p12, path: ca.p12}]}}
{{- if .service.keys }}
- {name: keys, secret: {secretName: {{ include "vouch.secret" (dict "root" .root "name" (printf "%s-keys" .name)) }}, defaultMode: 288}}
{{- end }}
{{- if eq .name "audit" }}
- name: log-keys
  projected:
    defaultMode: 288
    sources:
      {{- range prepend (keys (include "vouch.witnesses" .root | fromYaml) | sortAlpha) "signer" }}
      - configMap: {name: {{ $.root.Release.Name }}-log-{{ . }}-key, items: [{key: {{ . }}.vkey, path: {{ . }}.vkey}]}
      {{- end }}
{{- end }}
{{- if and (eq .name "healthcode") .root.Values.policy.configMap }}
- {name: policy, configMap: {name: {{ .root.Values.policy.configMap }}, defaultMode: 288}}
{{- end }}
{{- end }}
