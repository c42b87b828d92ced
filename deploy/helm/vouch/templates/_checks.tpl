{{/* What no schema can say: how values fit together. */}}
{{- define "vouch.checks" -}}
{{- $values := .Values -}}
{{- if include "vouch.production" . -}}
{{- if ne $values.secrets.from "external" -}}
{{- fail (printf "profile %s is production: secrets.from must be external. Development secrets open real people's data to whoever made them." $values.profile) -}}
{{- end -}}
{{- range list "identity-service" "healthcode-service" "testresult-service" "audit-service" -}}
{{- if not (index $values.images.digests .) -}}
{{- fail (printf "images.digests.%s is missing: production runs images by digest, never by tag." .) -}}
{{- end -}}
{{- end -}}
{{- if not (contains "@sha256:" $values.postgres.image) -}}
{{- fail "postgres.image is not named by digest: production runs images by digest, never by tag." -}}
{{- end -}}
{{- if not $values.postgres.backup.enabled -}}
{{- fail "postgres.backup.enabled is false: production has backups." -}}
{{- end -}}
{{- if lt ($values.postgres.instances | int) 3 -}}
{{- fail "postgres.instances is below 3: production survives the loss of one." -}}
{{- end -}}
{{- if or (lt ($values.kafka.replicas | int) 3) (lt ($values.kafka.minInSync | int) 2) -}}
{{- fail "kafka.replicas is below 3 or kafka.minInSync below 2: production survives the loss of one broker without losing a record." -}}
{{- end -}}
{{- range $name, $service := $values.services -}}
{{- if lt ($service.replicas.min | int) 2 -}}
{{- fail (printf "services.%s.replicas.min is below 2: production updates without a failed request." $name) -}}
{{- end -}}
{{- end -}}
{{- else if ne $values.secrets.from "development" -}}
{{- fail "profile laptop takes secrets.from development only: real secrets do not belong there." -}}
{{- end -}}
{{- if and (eq $values.secrets.from "external") (not $values.secrets.store.name) -}}
{{- fail "secrets.store.name is missing: which store does External Secrets read?" -}}
{{- end -}}
{{- if ge ($values.kafka.minInSync | int) (add 1 ($values.kafka.replicas | int)) -}}
{{- fail "kafka.minInSync is above kafka.replicas: no record could ever be written." -}}
{{- end -}}
{{- $connections := 0 -}}
{{- range $name, $service := $values.services -}}
{{- if gt ($service.replicas.min | int) ($service.replicas.max | int) -}}
{{- fail (printf "services.%s.replicas.min is above its max." $name) -}}
{{- end -}}
{{- $connections = add $connections (mul (add 1 ($service.replicas.max | int)) (add 2 ($service.connections | int))) -}}
{{- end -}}
{{- if gt ($connections | int) (sub ($values.postgres.maxConnections | int) 20) -}}
{{- fail (printf "the replicas of all services may hold %d connections together, and postgres.maxConnections is %d, of which 20 are kept for its own use." $connections ($values.postgres.maxConnections | int)) -}}
{{- end -}}
{{- if gt ($values.services.audit.replicas.max | int) 3 -}}
{{- fail "services.audit.replicas.max is above 3: access.records has three partitions, and a replica without one is never ready." -}}
{{- end -}}
{{- if and $values.autoscaling.requestRate.enabled (not $values.autoscaling.requestRate.perReplica) -}}
{{- fail "autoscaling.requestRate.perReplica is missing: how many requests a second may one replica have? Measure it." -}}
{{- end -}}
{{- if $values.postgres.backup.enabled -}}
{{- range list "destination" "endpoint" -}}
{{- if not (index $values.postgres.backup .) -}}{{- fail (printf "postgres.backup.%s is missing: where do backups go?" .) -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- with $values.notifications -}}
{{- if and (or .webhook.url .mail.to) (not .cidrs) -}}
{{- fail "notifications.cidrs is missing: audit-service reaches no address that is not named, and every alert would be given up after three days." -}}
{{- end -}}
{{- if and .mail.to (or (not .mail.from) (not .mail.host)) -}}
{{- fail "notifications.mail.from or .host is missing: from whom, and by which server?" -}}
{{- end -}}
{{- end -}}
{{- if and $values.tracing.endpoint (not $values.tracing.namespace) -}}
{{- fail "tracing.namespace is missing: services reach no pods that are not named, and every span would be lost." -}}
{{- end -}}
{{- if and $values.postgres.recovery.enabled (not $values.postgres.recovery.source) -}}
{{- fail "postgres.recovery.source is missing: the name under which the lost cluster wrote its backups." -}}
{{- end -}}
{{- end }}
